/** One long job: its bar while it runs, its file when it is done, why when it failed. */
import { Download, RotateCw, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { downloadFileRoute, type Task } from '#platform/contract'
import { StatusDot, type Tone } from '../kit/badge.tsx'
import { buttonClasses } from '../kit/button.tsx'
import { classes } from '../kit/classes.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Progress } from '../kit/progress.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { companyHref, useCompany } from '../session/company.tsx'
import { useCancelTask, useRetryTask } from '../session/tasks.ts'
import { useApplicationTranslator } from '../session/use-application-translator.ts'

const TONES: Record<Task['state'], Tone> = {
  queued: 'neutral',
  running: 'live',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
}

export const TaskItem = ({ task }: { task: Task }) => {
  const t = useTranslations('tasks')
  const company = useCompany()
  const cancel = useCancelTask()
  const retry = useRetryTask()
  const isOpen = task.state === 'queued' || task.state === 'running'
  const file = task.result?.file_id
  return (
    <li className="space-y-1.5 px-4 py-3">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{task.title}</p>
          <p className="flex items-center gap-2 text-xs">
            <StatusDot tone={TONES[task.state]}>{t(`state.${task.state}`)}</StatusDot>
            <RelativeTime value={task.finished_at ?? task.started_at ?? task.created_at} className="text-ink-soft" />
          </p>
        </div>
        {isOpen && (
          <IconButton
            label={t('cancel', { title: task.title })}
            icon={X}
            small
            isDisabled={cancel.isPending}
            onPress={() => cancel.mutate(task.id)}
          />
        )}
        {task.state === 'failed' && (
          <IconButton
            label={t('retry', { title: task.title })}
            icon={RotateCw}
            small
            isDisabled={retry.isPending}
            onPress={() => retry.mutate(task.id)}
          />
        )}
        {file && (
          <a
            href={companyHref(company, downloadFileRoute, { params: { id: file } })}
            download
            className={classes(buttonClasses('secondary', true), 'hover:bg-sunken')}
          >
            <Download className="size-4" aria-hidden="true" />
            {t('result')}
          </a>
        )}
      </div>
      {isOpen && (
        <>
          <Progress label={task.title} hideLabel percent={task.state === 'queued' ? 0 : task.percent} />
          <Pace task={task} />
        </>
      )}
      {task.state === 'failed' && task.error && <p className="text-xs text-bad">{task.error.message}</p>}
    </li>
  )
}

/** "420 / 1.000 · 3 hata · 12 sn kaldı", as much of it as is known. */
const Pace = ({ task }: { task: Task }) => {
  const t = useTranslations('tasks')
  const format = useFormatter()
  const stepText = useStepText()
  const parts = [
    task.step === null ? null : stepText(task.kind, task.step),
    task.total === null
      ? format.number(task.done)
      : t('of', { done: format.number(task.done), total: format.number(task.total) }),
    task.errors > 0 ? t('errors', { count: task.errors }) : null,
    task.eta_s === null ? null : t('eta', { seconds: Math.ceil(task.eta_s) }),
  ].filter(part => part !== null)
  return <p className="tabular truncate text-xs text-ink-soft">{parts.join(' · ')}</p>
}

/** The step in the reader's words, from the application that the job's kind begins with: `mutabakat.import`. */
const useStepText = () => {
  const applicationText = useApplicationTranslator()
  return (kind: string, step: string): string | null => {
    const key = `tasks.step.${step}`
    const text = applicationText(kind.split('.', 1)[0]!)(key)
    return text === key ? null : text
  }
}
