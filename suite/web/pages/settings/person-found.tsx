/** What the company holds of a person, with handing it out and erasing it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, UserX } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { exportPersonRoute, type PersonFind } from '#platform/contract'
import { useErrorText } from '../../api/use-error-text.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { notify } from '../../kit/notify.ts'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { TASKS_KEY } from '../../session/tasks.ts'
import { EraseDialog } from './erase-dialog.tsx'
import type { Found } from './person-schema.ts'

export type PersonFoundProps = { found: Found; onChanged: () => Promise<void>; onErased: () => void }

/** `onChanged`: what is held is no longer what is shown. */
export const PersonFound = ({ found, onChanged, onErased }: PersonFoundProps) => {
  const t = useTranslations('persons')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const [isErasing, setErasing] = useState(false)
  const { subject, finds, blocked, person } = found
  const hand = useMutation({
    mutationFn: (format: 'pdf' | 'json') => call(exportPersonRoute, { body: { person, format } }),
    onSuccess: () => {
      notify({ level: 'info', text: t('exporting') })
      void queries.invalidateQueries({ queryKey: TASKS_KEY })
      void queries.invalidateQueries({ queryKey: [...companyKey(company), 'data-requests'] })
    },
    onError: error => notify({ level: 'error', text: errorText(error) }),
  })
  if (finds.length === 0) {
    return (
      <Card>
        <div role="status">
          <EmptyState title={t('nothingTitle')}>{t('nothingText', { subject })}</EmptyState>
        </div>
      </Card>
    )
  }
  return (
    <Card title={t('foundTitle', { subject })} flush>
      <ul aria-label={t('foundTitle', { subject })} className="divide-y divide-line border-y border-line">
        {finds.map(find => (
          <Find key={find.kind} find={find} />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 p-4">
        {(['pdf', 'json'] as const).map(format => (
          <Button
            key={format}
            icon={Download}
            pending={hand.isPending && hand.variables === format}
            onPress={() => hand.mutate(format)}
          >
            {t(format === 'pdf' ? 'exportPdf' : 'exportJson')}
          </Button>
        ))}
        <Button tone="danger" icon={UserX} isDisabled={blocked !== null} onPress={() => setErasing(true)}>
          {t('erase')}
        </Button>
        {blocked && <p className="w-full text-sm text-wait">{t(blocked)}</p>}
      </div>
      {isErasing && (
        <EraseDialog found={found} onClose={() => setErasing(false)} onChanged={onChanged} onErased={onErased} />
      )}
    </Card>
  )
}

const Find = ({ find }: { find: PersonFind }) => {
  const t = useTranslations('persons')
  return (
    <li className="px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{find.title}</span>
        <span className="flex-1 text-ink-soft">{t('count', { count: find.count })}</span>
        <Badge tone={find.stays ? 'neutral' : 'bad'}>{find.stays ? t('stays') : t('masked')}</Badge>
      </p>
      {find.samples.length > 0 && <p className="break-words">{find.samples.join(' · ')}</p>}
      <p className="text-ink-soft">{find.effect}</p>
    </li>
  )
}
