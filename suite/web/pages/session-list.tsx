/** Where the reader is signed in, with a way to end each, or all. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { endAllSessionsRoute, endSessionRoute, listSessionsRoute } from '#platform/contract'
import { call } from '../api/call.ts'
import { useErrorText } from '../api/use-error-text.ts'
import { describeAgent } from '../format/describe-agent.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Card } from '../kit/card.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { notify } from '../kit/notify.ts'
import { RelativeTime } from '../kit/relative-time.tsx'
import { useLeave } from '../session/use-leave.ts'

const KEY = ['sessions'] as const

export const SessionList = () => {
  const t = useTranslations('sessions')
  const queries = useQueryClient()
  const leave = useLeave()
  const errorText = useErrorText()
  const [isAsking, setAsking] = useState(false)
  const sessions = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(listSessionsRoute, {}, { signal }) })
  const end = useMutation({
    mutationFn: (id: string) => call(endSessionRoute, { params: { id } }),
    onError: error => notify({ level: 'error', text: errorText(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  })
  const endAll = () => leave(() => call(endAllSessionsRoute, {}))
  return (
    <Card
      title={t('title')}
      flush
      actions={
        <Button small onPress={() => setAsking(true)}>
          {t('endAll')}
        </Button>
      }
    >
      <Loaded query={sessions}>
        {({ items }) => (
          <ul className="divide-y divide-line">
            {items.map(session => (
              <li key={session.id} className="flex items-center gap-3 px-4 py-3">
                <MonitorSmartphone className="size-5 shrink-0 text-ink-soft" aria-hidden="true" />
                <div className="min-w-0 flex-1">
                  <p className="truncate">{describeAgent(session.agent) ?? t('unknownDevice')}</p>
                  <p className="text-xs text-ink-soft">
                    {session.ip && `${session.ip} · `}
                    <RelativeTime value={session.last_seen_at} />
                  </p>
                </div>
                {session.current ? (
                  <Badge tone="live">{t('current')}</Badge>
                ) : (
                  <Button
                    small
                    pending={end.isPending && end.variables === session.id}
                    onPress={() => end.mutate(session.id)}
                  >
                    {t('end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <ConfirmDialog
        title={t('endAll')}
        confirmLabel={t('endAll')}
        danger
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={endAll}
      >
        {t('endAllText')}
      </ConfirmDialog>
    </Card>
  )
}
