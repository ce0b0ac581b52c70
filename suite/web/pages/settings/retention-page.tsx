/** How long what is kept, the legal hold that stops every deletion, and the records of what was destroyed. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FileX } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import {
  downloadDestructionRoute,
  listDestructionsRoute,
  type RetentionRule,
  readRetentionRoute,
} from '#platform/contract'
import { Card } from '../../kit/card.tsx'
import { TableFooter } from '../../kit/data-table/table-footer.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { useListState } from '../../kit/use-list-state.ts'
import { companyHref, companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { HoldCard } from './hold-card.tsx'

const RetentionPage = () => {
  const t = useTranslations('retention')
  const company = useCompany()
  const call = useCompanyCall()
  const locale = useLocale()
  const retention = useQuery({
    // Titles and terms come in the reader's language.
    queryKey: [...companyKey(company), 'retention', locale],
    queryFn: ({ signal }) => call(readRetentionRoute, {}, { signal }),
  })
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
      <Card title={t('rules')} flush>
        <p className="px-4 pb-3 text-sm text-ink-soft">{t('rulesText')}</p>
        <Loaded query={retention} lines={8}>
          {({ rules }) => (
            <ul aria-label={t('rules')} className="divide-y divide-line border-t border-line">
              {rules.map(rule => (
                <Rule key={rule.kind} rule={rule} />
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
      <div className="space-y-5">
        <Card title={t('hold')}>
          <Loaded query={retention} lines={3}>
            {({ hold }) => <HoldCard hold={hold} />}
          </Loaded>
        </Card>
        <Destructions />
      </div>
    </div>
  )
}

export default RetentionPage

const Rule = ({ rule }: { rule: RetentionRule }) => {
  const t = useTranslations('retention')
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{rule.title}</p>
        <p className="text-ink-soft">{rule.keep}</p>
      </div>
      <div className="text-ink-soft sm:text-end">
        <p className={rule.due.count > 0 ? 'tabular text-wait' : 'tabular'}>{t('due', { count: rule.due.count })}</p>
        <p className="text-xs">{t.rich('beforeText', { time: () => <DateText value={rule.before} /> })}</p>
      </div>
    </li>
  )
}

const FORMATS = ['pdf', 'json'] as const

const Destructions = () => {
  const t = useTranslations('retention')
  const company = useCompany()
  const call = useCompanyCall()
  const locale = useLocale()
  const list = useListState({ limit: 10 })
  const records = useQuery({
    queryKey: [...companyKey(company), 'destructions', locale, list.key],
    queryFn: ({ signal }) => call(listDestructionsRoute, { query: list.query }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Card title={t('records')} flush>
      <Loaded query={records} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={FileX} title={t('recordsEmpty')}>
              {t('recordsEmptyText')}
            </EmptyState>
          ) : (
            <ul aria-label={t('records')} className="divide-y divide-line border-t border-line">
              {items.map(({ id, at, lines }) => (
                <li key={id} className="px-4 py-3 text-sm">
                  <p className="flex flex-wrap items-baseline gap-x-3">
                    <DateText value={at} form="dateTime" className="flex-1 font-medium" />
                    {FORMATS.map(format => (
                      <a
                        key={format}
                        href={companyHref(company, downloadDestructionRoute, { params: { id }, query: { format } })}
                        download
                        className="font-medium text-accent uppercase hover:underline"
                      >
                        {format}
                      </a>
                    ))}
                  </p>
                  {lines.map(({ kind, title, count }) => (
                    <p key={kind} className="text-ink-soft">
                      {t('recordLine', { title, count })}
                    </p>
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <TableFooter page={records.data} onCursor={list.setCursor} />
    </Card>
  )
}
