/** The columns of the task page. */
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { CompanyTask, Task } from '#platform/contract'
import { StatusDot } from '../kit/badge.tsx'
import type { Column } from '../kit/data-table/column.ts'
import { Progress } from '../kit/progress.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { useDurationText } from '../kit/use-duration-text.ts'
import { isOpen } from '../session/tasks.ts'
import { TaskPace } from '../shell/task-pace.tsx'
import { TASK_TONES } from '../shell/task-tone.ts'
import { TaskActions } from './task-actions.tsx'

export type TaskLine = Task & Partial<Pick<CompanyTask, 'owner_name'>>

const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000

export const useTaskColumns = (
  whose: 'mine' | 'company',
  user_id: string,
  onStop: (task: Task) => void,
): Column<TaskLine>[] => {
  const t = useTranslations('taskPage')
  const duration = useDurationText()
  return useMemo(() => {
    const owner: Column<TaskLine> = {
      id: 'owner',
      header: t('columns.owner'),
      cell: task => task.owner_name ?? '–',
    }
    return [
      {
        id: 'title',
        header: t('columns.title'),
        cell: task => <span className="[overflow-wrap:anywhere] sm:block sm:min-w-44">{task.title}</span>,
        card: 'title',
        canHide: false,
      },
      {
        id: 'state',
        header: t('columns.state'),
        cell: task => <TaskState task={task} />,
        width: '9rem',
      },
      {
        id: 'progress',
        header: t('columns.progress'),
        cell: task => <TaskProgress task={task} />,
        canHide: false,
        width: '16rem',
      },
      ...(whose === 'company' ? [owner] : []),
      {
        id: 'created_at',
        header: t('columns.created_at'),
        cell: task => <RelativeTime value={task.started_at ?? task.created_at} />,
        isSortable: true,
        width: '7.5rem',
      },
      {
        id: 'took',
        header: t('columns.took'),
        cell: task =>
          task.started_at && task.finished_at ? duration(secondsBetween(task.started_at, task.finished_at)) : '–',
        align: 'end',
        width: '5.5rem',
        card: 'hidden',
      },
      {
        id: 'actions',
        header: t('columns.actions'),
        cell: task => <TaskActions task={task} isOwn={task.owner_id === user_id} onStop={onStop} />,
        align: 'end',
        canHide: false,
      },
    ]
  }, [t, duration, whose, user_id, onStop])
}

const TaskState = ({ task }: { task: Task }) => {
  const t = useTranslations('tasks.state')
  const page = useTranslations('taskPage')
  return (
    <span className="inline-flex flex-col max-sm:items-end">
      <StatusDot tone={TASK_TONES[task.state]}>{t(task.state)}</StatusDot>
      {task.attempt > 1 && <span className="text-xs text-ink-soft">{page('attempt', { count: task.attempt })}</span>}
      {isOpen(task) && task.resumed_at && <span className="text-xs text-ink-soft">{page('resumed')}</span>}
    </span>
  )
}

const TaskProgress = ({ task }: { task: Task }) => {
  const t = useTranslations('tasks')
  if (task.state === 'failed')
    return <span className="text-sm text-bad">{task.error?.message ?? t('state.failed')}</span>
  if (isOpen(task))
    return (
      <span className="flex w-full flex-col gap-1 max-sm:max-w-56">
        <span className="flex items-center gap-2">
          <Progress label={task.title} hideLabel percent={task.state === 'queued' ? 0 : task.percent} />
          <Percent task={task} />
        </span>
        <TaskPace task={task} />
      </span>
    )
  return <TaskPace task={{ ...task, step: null, eta_s: null, rate: null }} />
}

const Percent = ({ task }: { task: Task }) =>
  task.state === 'running' && task.percent !== null ? (
    <span className="tabular w-10 shrink-0 text-end text-xs" aria-hidden="true">
      {Math.floor(task.percent)}%
    </span>
  ) : null
