/** Second step of an import: what applying would change, counted and shown, before anything is written. */
import { useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, Check } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { Loaded } from '../../../../web/kit/loaded.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import { StatCard } from '../../../../web/kit/stat-card.tsx'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { isOpen, TASKS_KEY } from '../../../../web/session/tasks.ts'
import { type DryRun, type Import, routes } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { useTask } from '../use-task.ts'
import { Differences } from './differences.tsx'
import { RunningCard } from './running-card.tsx'
import { importKey, useDryRun } from './use-import.ts'

export const CheckStep = ({ data, onBack }: { data: Import; onBack: () => void }) => {
  const t = useTranslations('mutabakat.wizard')
  const run = useDryRun(data.id)
  const task = useTask(run.data?.task_id)
  const isRunning = task.data !== undefined && isOpen(task.data)
  return (
    <div className="flex flex-col gap-5">
      {/* Above what they are about: news of the finished check comes at the bottom, and would lie over them. */}
      <Steps data={data} onBack={onBack} isReady={!isRunning && run.data?.state === 'done'} />
      {isRunning ? (
        <RunningCard task={task.data!} title={t('checking')} />
      ) : (
        <Loaded query={run} lines={6}>
          {found =>
            found === null ? (
              <Card>
                <EmptyState title={t('no_check')} />
              </Card>
            ) : found.counts ? (
              <Checked id={data.id} run={found} kind={data.kind} counts={found.counts} />
            ) : found.error ? (
              <Card>
                <p role="alert" className="text-sm text-bad">
                  {found.error.message}
                </p>
              </Card>
            ) : (
              <Card>
                {found.state === 'cancelled' ? <EmptyState title={t('stopped')} /> : <SkeletonLines lines={4} />}
              </Card>
            )
          }
        </Loaded>
      )}
    </div>
  )
}

const Steps = ({ data, onBack, isReady }: { data: Import; onBack: () => void; isReady: boolean }) => {
  const t = useTranslations('mutabakat.wizard')
  const company = useCompany()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const mayWrite = useMayWrite()
  const [intent] = useState(() => crypto.randomUUID())
  const [state, setState] = useState<{ isSending: boolean; failure: string | null }>({
    isSending: false,
    failure: null,
  })
  const apply = async () => {
    setState({ isSending: true, failure: null })
    try {
      const started = await call(routes.applyImport, { params: { id: data.id } }, { idempotencyKey: intent })
      queries.setQueryData(importKey(company, data.id), started)
      void queries.invalidateQueries({ queryKey: TASKS_KEY })
    } catch (error) {
      setState({ isSending: false, failure: errorText(error) })
    }
  }
  return (
    <>
      {state.failure && (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
          {state.failure}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button icon={ArrowLeft} onPress={onBack}>
          {t('back')}
        </Button>
        {mayWrite && (
          <Button
            tone="primary"
            icon={Check}
            pending={state.isSending}
            isDisabled={!isReady}
            onPress={() => void apply()}
          >
            {t('apply')}
          </Button>
        )}
      </div>
    </>
  )
}

type CheckedProps = { id: string; run: DryRun; kind: Import['kind']; counts: NonNullable<DryRun['counts']> }

const Checked = ({ id, run, kind, counts }: CheckedProps) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const created = kind === 'cards' ? counts.cards_created : counts.created
  const updated = kind === 'cards' ? counts.cards_changed : counts.updated
  return (
    <>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        <StatCard label={t(kind === 'cards' ? 'wizard.new_cards' : 'imports.created')} value={format.number(created)} />
        <StatCard
          label={t(kind === 'cards' ? 'wizard.changed_cards' : 'imports.updated')}
          value={format.number(updated)}
        />
        <StatCard label={t('imports.unchanged')} value={format.number(counts.unchanged)} />
        <StatCard label={t('imports.wrong')} value={format.number(counts.wrong)} />
      </div>
      {kind === 'balances' && counts.cards_created + counts.cards_changed > 0 && (
        <p className="text-sm text-ink-soft">
          {t('wizard.cards_too', { created: counts.cards_created, changed: counts.cards_changed })}
        </p>
      )}
      {counts.wrong > 0 && <p className="text-sm text-ink-soft">{t('wizard.wrong_later', { count: counts.wrong })}</p>}
      <Differences id={id} run={run.task_id} />
    </>
  )
}
