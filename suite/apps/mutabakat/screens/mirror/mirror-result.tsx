/** What comparing with our own books says of a letter, in one word and one colour; by how much, in a sentence. */
import { useLocale, useTranslations } from 'use-intl'
import { formatMoney } from '../../../../web/format/format-money.ts'
import { StatusDot, type Tone } from '../../../../web/kit/badge.tsx'
import type { Incoming, IncomingRow } from '../../contract/index.ts'
import { formatDay, isBabs } from '../../domain/index.ts'

const TONES: Record<NonNullable<IncomingRow['result']>, Tone> = { agrees: 'good', differs: 'bad', unknown: 'neutral' }

export const MirrorResult = ({ row }: { row: Pick<IncomingRow, 'result' | 'status'> }) => {
  const t = useTranslations('mutabakat.mirror.result')
  if (row.status === 'cancelled') return null
  if (row.result === null) return <StatusDot tone="wait">{t('blank')}</StatusDot>
  return <StatusDot tone={TONES[row.result]}>{t(row.result)}</StatusDot>
}

/** The amount without its sign: who it favours stands in the words. */
const useDifferenceText = () => {
  const t = useTranslations('mutabakat.mirror.letter')
  const locale = useLocale()
  return (row: IncomingRow): string[] => {
    if (!row.difference) return []
    const negative = row.difference.amount.startsWith('-')
    const zero = /^-?0+\.00$/.test(row.difference.amount)
    const amount = formatMoney(
      { ...row.difference, amount: row.difference.amount.replace('-', '') },
      locale,
      isBabs(row.kind),
    )
    if (!isBabs(row.kind)) return [t(negative ? 'against_us' : 'for_us', { amount })]
    const count = row.count_difference ?? 0
    return [
      zero ? t('same_amount') : t(negative ? 'less' : 'more', { amount }),
      ...(count === 0 ? [] : [t(count < 0 ? 'less_documents' : 'more_documents', { count: Math.abs(count) })]),
    ]
  }
}

export const DifferenceText = ({ incoming }: { incoming: Incoming }) => {
  const t = useTranslations('mutabakat.mirror.letter')
  const locale = useLocale()
  const text = useDifferenceText()
  const { result, because } = incoming
  if (result === 'agrees') return <p className="font-medium text-good">{t('agrees')}</p>
  if (result === 'unknown')
    return (
      <p>
        {t('none')} <span className="text-ink-soft">{t('none_hint')}</span>
      </p>
    )
  if (result === null) return incoming.status === 'cancelled' ? <p>{t('withdrawn')}</p> : <p>{t('hidden')}</p>
  return (
    <>
      <p className="font-medium text-bad">{text(incoming).join(' ')}</p>
      {because && (
        <p className="mt-1 text-sm">
          {t(because.side === 'ours' ? 'because_ours' : 'because_theirs', {
            date: formatDay(because.date, locale),
            number: [because.number, because.description].filter(Boolean).join(', '),
          })}
        </p>
      )}
    </>
  )
}
