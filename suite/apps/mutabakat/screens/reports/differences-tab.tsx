/** Open differences: how many and how much, by currency and by reason. */
import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { routes } from '../../contract/index.ts'
import type { Span } from './span-fields.tsx'

export const DifferencesTab = ({ span }: { span: Span }) => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const call = useCompanyCall()
  const report = useQuery({
    queryKey: [...companyKey(company), 'report-differences', span],
    queryFn: ({ signal }) => call(routes.differenceReport, { query: span }, { signal }),
  })
  return (
    <Loaded query={report} lines={6}>
      {({ by_currency, by_reason }) =>
        by_currency.length === 0 ? (
          <Card>
            <EmptyState icon={CircleCheck} title={t('dashboard.no_differences')} />
          </Card>
        ) : (
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
            <Card flush title={t('reports.by_currency')}>
              <ul>
                {by_currency.map(row => (
                  <li
                    key={row.amount.currency}
                    className="flex items-baseline justify-between gap-3 border-t border-line px-4 py-2.5 text-sm"
                  >
                    <span className="text-ink-soft">{t('reports.letters', { count: row.count })}</span>
                    <Money value={row.amount} className="font-semibold" />
                  </li>
                ))}
              </ul>
            </Card>
            <Card flush title={t('reports.by_reason')}>
              <ul>
                {by_reason.map(row => (
                  <li
                    key={`${row.reason_code}-${row.amount.currency}`}
                    className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 text-sm"
                  >
                    <span className="min-w-0 flex-1 basis-32">
                      {row.reason_code ? t(`reason.${row.reason_code}`) : t('reports.no_reason')}
                    </span>
                    <span className="text-ink-soft">{t('reports.letters', { count: row.count })}</span>
                    <Money value={row.amount} className="min-w-32 text-end font-medium" />
                  </li>
                ))}
              </ul>
            </Card>
          </div>
        )
      }
    </Loaded>
  )
}
