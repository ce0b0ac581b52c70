/** When and from where somebody signed in to the reader's account, or tried to. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { listSignInsRoute, type SignInOutcome } from '#platform/contract'
import { call } from '../../api/call.ts'
import { describeAgent } from '../../format/describe-agent.ts'
import { StatusDot, type Tone } from '../../kit/badge.tsx'
import { Card } from '../../kit/card.tsx'
import { TableFooter } from '../../kit/data-table/table-footer.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Loaded } from '../../kit/loaded.tsx'

const TONES: Record<SignInOutcome, Tone> = { ok: 'good', wrong_password: 'bad', wrong_code: 'bad', locked: 'wait' }

export const SignInHistory = () => {
  const t = useTranslations('signIns')
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const signIns = useQuery({
    queryKey: ['sign-ins', cursor],
    queryFn: ({ signal }) => call(listSignInsRoute, { query: { limit: 10, cursor } }, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Card title={t('title')} flush>
      <Loaded query={signIns} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('empty')} />
          ) : (
            <ul aria-label={t('title')} className="divide-y divide-line">
              {items.map(record => (
                <li key={record.id} className="px-4 py-2.5 text-sm">
                  <p className="flex items-baseline justify-between gap-3">
                    <StatusDot tone={TONES[record.outcome]}>{t(`outcome.${record.outcome}`)}</StatusDot>
                    <DateText value={record.at} form="dateTime" className="text-xs text-ink-soft" />
                  </p>
                  <p className="truncate text-xs text-ink-soft">
                    {describeAgent(record.agent) ?? t('unknownDevice')}
                    {record.ip && ` · ${record.ip}`}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <TableFooter page={signIns.data} onCursor={setCursor} />
    </Card>
  )
}
