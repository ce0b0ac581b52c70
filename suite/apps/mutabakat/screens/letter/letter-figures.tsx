/** What a letter's figures say beyond a balance: documents of a form, due dates with their delay, the auditor who asked. */
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { minorToText } from '#platform/contract'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import type { Due, Letter } from '../../contract/index.ts'
import { formatDay, isBabs, sideForUs, sideOf } from '../../domain/index.ts'
import { Facts } from '../facts.tsx'
import { SideMark } from '../side-mark.tsx'
import { bucketOf, type DueBucket, type DueShare, dueShares } from './due-shares.ts'

/** Who owes whom; of a form, how many documents there are and what they are compared with. */
export const BalanceMeaning = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.kinds.letter')
  const locale = useLocale()
  if (!letter.documents || !isBabs(letter.kind))
    return <p className="mt-1 font-medium text-accent">{sideForUs(letter.side, locale)}</p>
  return (
    <>
      <p className="mt-1 font-medium text-accent">{t('documents', { count: letter.documents.count })}</p>
      <p className="mt-1 text-sm text-ink-soft">{t(letter.kind)}</p>
    </>
  )
}

const COLORS: Record<DueBucket, string> = {
  later: 'bg-good/80',
  d30: 'bg-wait/45',
  d60: 'bg-wait/80',
  d90: 'bg-bad/55',
  over: 'bg-bad/85',
}

/** The numbers stand beside it for who cannot see colour. */
const SharesBar = ({ shares }: { shares: readonly DueShare[] }) => (
  <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-full bg-sunken">
    {shares.map(({ bucket, share }) => (
      <span key={bucket} className={COLORS[bucket]} style={{ width: `${share * 100}%` }} />
    ))}
  </div>
)

const cellClasses = 'py-2 ps-4 first:ps-0'

const Lines = ({ dues, at }: { dues: readonly Due[]; at: string }) => {
  const t = useTranslations('mutabakat')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section aria-label={t('kinds.dues.title')} tabIndex={0} className="relative mt-4 overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-ink-soft">
            <th scope="col" className={`${cellClasses} text-start font-medium`}>
              {t('kinds.dues.due')}
            </th>
            <th scope="col" className={`${cellClasses} text-start font-medium`}>
              {t('kinds.dues.bucket')}
            </th>
            <th scope="col" className={`${cellClasses} text-end font-medium`}>
              {t('kinds.dues.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {dues.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several lines may be due on one day with one amount
            <tr key={index} className="border-b border-line last:border-0">
              <td className={cellClasses}>
                <DateText value={line.due} />
              </td>
              <td className={`${cellClasses} text-ink-soft`}>{t(`kinds.dues.buckets.${bucketOf(line.due, at)}`)}</td>
              <td className={`${cellClasses} text-end whitespace-nowrap`}>
                <Money value={line.balance} /> <SideMark side={line.side} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export const LetterDues = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const locale = useLocale()
  if (!letter.dues) return null
  const shares = dueShares(letter.dues, letter.balance_date)
  const { currency } = letter.balance
  return (
    <Card title={t('kinds.dues.title')}>
      <p className="mb-3 text-sm text-ink-soft">
        {t('kinds.dues.at', { date: formatDay(letter.balance_date, locale) })}
      </p>
      <SharesBar shares={shares} />
      <dl className="mt-3 grid gap-x-6 text-sm sm:grid-cols-2">
        {shares.map(({ bucket, minor, share }) => {
          const sum = sideOf(minor)
          return (
            <div key={bucket} className="flex items-baseline gap-2 py-1">
              <span aria-hidden="true" className={`size-2.5 shrink-0 rounded-full ${COLORS[bucket]}`} />
              <dt className="min-w-0 flex-1">{t(`kinds.dues.buckets.${bucket}`)}</dt>
              <dd className="tabular text-end">
                <Money value={{ amount: minorToText(sum.minor), currency }} /> <SideMark side={sum.side} />{' '}
                <span className="text-ink-soft">
                  {format.number(share, { style: 'percent', maximumFractionDigits: 1 })}
                </span>
              </dd>
            </div>
          )
        })}
      </dl>
      <Lines dues={letter.dues} at={letter.balance_date} />
    </Card>
  )
}

export const LetterAuditor = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('mutabakat.kinds')
  const { auditor } = letter
  if (!auditor) return null
  return (
    <Card title={t('letter.auditor')}>
      <Facts
        facts={[
          [t('form.firm'), auditor.firm],
          [t('form.person'), auditor.name],
          [t('form.email'), auditor.email],
          [t('letter.reference'), auditor.reference],
        ]}
      />
      <p className="mt-3 text-sm text-ink-soft">{t('letter.auditor_copy')}</p>
    </Card>
  )
}
