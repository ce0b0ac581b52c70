/** The balance by due date: a line a day with its amount and who owes it; on a phone each is a card. */
import { useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson } from '#platform/contract'
import { Money } from '../../../../../web/kit/money.tsx'
import type { Due, PortalLetter } from '../../../contract/index.ts'
import { formatDay, sideForThem } from '../../../domain/index.ts'

export const DueList = ({ letter, dues }: { letter: PortalLetter; dues: readonly Due[] }) => {
  const t = useTranslations('mutabakat.portal.dues')
  const locale = useLocale()
  return (
    <section aria-label={t('title')}>
      <h2 className="mb-2 font-semibold">{t('title')}</h2>
      <ul aria-label={t('title')} className="flex flex-col gap-2 text-sm sm:gap-0">
        {dues.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines never move, and two may be equal
          <Line key={index} first={formatDay(line.due, locale)} line={line} />
        ))}
        {letter.balance && letter.side && (
          <Line first={t('total')} line={{ balance: letter.balance, side: letter.side }} isTotal />
        )}
      </ul>
    </section>
  )
}

type LineProps = { first: string; line: Pick<Due, 'balance' | 'side'>; isTotal?: boolean }

const Line = ({ first, line: { balance, side }, isTotal = false }: LineProps) => (
  <li
    className={`flex flex-wrap items-baseline justify-between gap-x-3 rounded-lg border border-line px-3 py-2 sm:grid sm:grid-cols-[1fr_1.2fr_1.4fr] sm:rounded-none sm:border-x-0 sm:border-b-0 ${isTotal ? 'bg-sunken font-semibold' : ''}`}
  >
    <span>{first}</span>
    <span className="text-end">
      <Money value={balance} />
    </span>
    <span className="basis-full text-ink-soft first-letter:uppercase">
      {sideForThem(side, fromMoneyJson(balance).minor, useLocale())}
    </span>
  </li>
)
