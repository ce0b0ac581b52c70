/** One line of a statement: its day, its document, its words, and its amount as its own side booked it. */
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import type { Line } from '../../contract/index.ts'
import { isNothing } from './line-sums.ts'

export const LineText = ({ line, currency }: { line: Line; currency: Currency }) => {
  const t = useTranslations('mutabakat.comparison')
  const isDebit = !isNothing(line.debit)
  return (
    <div className="flex min-w-0 items-start gap-3 text-sm">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <DateText value={line.date} className="text-ink-soft" />
          <span className="min-w-0 font-medium break-words">
            {[line.document_type, line.number].filter(Boolean).join(' ') || t('no_number')}
          </span>
        </p>
        {line.description && <p className="line-clamp-2 text-xs break-words text-ink-soft">{line.description}</p>}
      </div>
      <p className="shrink-0 text-end">
        <Money value={{ amount: isDebit ? line.debit : line.credit, currency }} className="font-medium" />
        <span className="block text-xs text-ink-soft">{t(isDebit ? 'debit' : 'credit')}</span>
      </p>
    </div>
  )
}
