/** What was declared of a month, in figures and in words, and which form of the reader's it is compared with. */
import { useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson } from '#platform/contract'
import type { BabsForm, PortalLetter } from '../../../contract/index.ts'
import { amountInWords, formatMonth, formatWholeMoney, numberInWords } from '../../../domain/index.ts'

type Props = { letter: PortalLetter; form: BabsForm; documents: NonNullable<PortalLetter['documents']> }

export const DeclarationCard = ({ letter, form, documents }: Props) => {
  const t = useTranslations('mutabakat.portal.babs')
  const locale = useLocale()
  const money = letter.balance && fromMoneyJson(letter.balance)
  return (
    <section className="rounded-card bg-sunken p-4 text-center">
      <p className="text-sm text-ink-soft">{t(`ours_${form}`, { company: letter.company.title })}</p>
      <p className="text-sm text-ink-soft">{t('month', { month: formatMonth(letter.balance_date) })}</p>
      {money && documents.count !== null ? (
        <dl className="mt-3 grid gap-3 sm:grid-cols-2">
          <Figure
            label={t('documents')}
            value={documents.count.toString()}
            words={numberInWords(BigInt(documents.count), locale)}
          />
          <Figure label={t('amount')} value={formatWholeMoney(money, locale)} words={amountInWords(money, locale)} />
        </dl>
      ) : (
        <p className="mt-2 font-semibold">{t('blank')}</p>
      )}
      <p className="mt-3 text-sm font-medium">{t(`compared_${form}`)}</p>
      <p className="mt-1 text-xs text-ink-soft">{t(`scope_${documents.scope}`)}</p>
      {letter.note && <p className="mt-3 text-sm break-words whitespace-pre-line">{letter.note}</p>}
    </section>
  )
}

const Figure = ({ label, value, words }: { label: string; value: string; words: string }) => (
  <div>
    <dt className="text-xs text-ink-soft">{label}</dt>
    <dd className="tabular text-2xl font-bold tracking-tight whitespace-nowrap sm:text-3xl">{value}</dd>
    <dd className="mt-0.5 text-xs text-ink-soft">{words}</dd>
  </div>
)
