/** How many letters were answered and how fast: of all, by balance date, by who is responsible. */
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { StatCard } from '../../../../web/kit/stat-card.tsx'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { routes } from '../../contract/index.ts'
import { FiguresTable } from './figures-table.tsx'
import { MedianTime } from './median-time.tsx'
import type { Span } from './span-fields.tsx'

export const RepliesTab = ({ span }: { span: Span }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const company = useCompany()
  const call = useCompanyCall()
  const report = useQuery({
    queryKey: [...companyKey(company), 'report-replies', span],
    queryFn: ({ signal }) => call(routes.replyReport, { query: span }, { signal }),
  })
  return (
    <Loaded query={report} lines={8}>
      {({ total, by_period, by_responsible }) =>
        total.sent === 0 ? (
          <Card>
            <EmptyState title={t('reports.none_sent')}>{t('reports.none_sent_text')}</EmptyState>
          </Card>
        ) : (
          <div className="flex flex-col gap-5">
            <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
              <StatCard
                label={t('reports.percent')}
                value={format.number(total.reply_percent / 100, { style: 'percent', maximumFractionDigits: 1 })}
                note={t('reports.answered_of', { answered: total.answered, sent: total.sent })}
              />
              <StatCard
                label={t('status.approved')}
                value={format.number(total.approved)}
                note={<MedianTime hours={total.median_hours} />}
              />
              <StatCard label={t('status.rejected')} value={format.number(total.rejected)} />
              <StatCard label={t('status.expired')} value={format.number(total.expired)} />
            </div>
            <Card flush title={t('reports.by_period')}>
              <FiguresTable
                label={t('reports.by_period')}
                what={t('field.date')}
                rows={by_period.map(row => ({
                  id: row.balance_date,
                  name: <DateText value={row.balance_date} />,
                  figures: row,
                }))}
              />
            </Card>
            <Card flush title={t('reports.by_responsible')}>
              <FiguresTable
                label={t('reports.by_responsible')}
                what={t('field.responsible')}
                rows={by_responsible.map(row => ({
                  id: row.user_id ?? '',
                  name: row.user_id === null ? t('cards.nobody') : row.name,
                  figures: row,
                }))}
              />
            </Card>
          </div>
        )
      }
    </Loaded>
  )
}
