/** The balance that is asked about, in figures and in words, and in whose favour it is. */
import { useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson } from '#platform/contract'
import { Money } from '../../../../../web/kit/money.tsx'
import type { PortalLetter } from '../../../contract/index.ts'
import { amountInWords, formatDay, sideForThem } from '../../../domain/index.ts'

export const BalanceCard = ({ letter }: { letter: PortalLetter }) => {
  const t = useTranslations('mutabakat.portal')
  const locale = useLocale()
  const money = letter.balance && fromMoneyJson(letter.balance)
  return (
    <section className="rounded-card bg-sunken p-4 text-center">
      <p className="text-sm text-ink-soft">{t('your_account', { company: letter.company.title })}</p>
      <p className="text-sm text-ink-soft">{t('balance_on', { date: formatDay(letter.balance_date, locale) })}</p>
      {letter.balance && letter.side && money ? (
        <>
          <p className="mt-2 text-3xl font-bold tracking-tight sm:text-4xl">
            <Money value={letter.balance} />
          </p>
          <p className="mt-1 font-semibold text-accent first-letter:uppercase">
            {sideForThem(letter.side, money.minor, locale)}
          </p>
          <p className="mt-1 text-xs text-ink-soft">{amountInWords(money, locale)}</p>
        </>
      ) : (
        <p className="mt-2 font-semibold">{t('blank_text')}</p>
      )}
      {letter.note && <p className="mt-3 text-sm break-words whitespace-pre-line">{letter.note}</p>}
    </section>
  )
}
