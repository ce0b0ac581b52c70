/** One long job in the drawer: its bar while it runs, its file when it is done, why when it failed. */
import { Download, RotateCw, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Task } from '#platform/contract'
import { StatusDot } from '../kit/badge.tsx'
import { buttonClasses } from '../kit/button.tsx'
import { classes } from '../kit/classes.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Progress } from '../kit/progress.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { isOpen, mayRetry } from '../session/tasks.ts'
import { TaskPace } from './task-pace.tsx'
import { TASK_TONES } from './task-tone.ts'
import { useRetry } from './use-retry.ts'

export const TaskItem = ({ task, onStop }: { task: Task; onStop: (task: Task) => void }) => {
  const t = useTranslations('tasks')
  const { retry, isPending } = useRetry(task)
  return (
    <li className="space-y-1.5 px-4 py-3">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{task.title}</p>
          <p className="flex items-center gap-2 text-xs">
            <StatusDot tone={TASK_TONES[task.state]}>{t(`state.${task.state}`)}</StatusDot>
            <RelativeTime value={task.finished_at ?? task.started_at ?? task.created_at} className="text-ink-soft" />
          </p>
        </div>
        {isOpen(task) && (
          <IconButton label={t('cancel', { title: task.title })} icon={X} small onPress={() => onStop(task)} />
        )}
        {mayRetry(task) && (
          <IconButton
            label={t('retry', { title: task.title })}
            icon={RotateCw}
            small
            isDisabled={isPending}
            onPress={retry}
          />
        )}
        {task.file_url && (
          <a
            href={task.file_url}
            target="_blank"
            download={!task.result?.opens}
            className={classes(buttonClasses('secondary', true), 'hover:bg-sunken')}
            rel="noopener"
          >
            <Download className="size-4" aria-hidden="true" />
            {t('result')}
          </a>
        )}
      </div>
      {isOpen(task) && (
        <>
          <Progress label={task.title} hideLabel percent={task.state === 'queued' ? 0 : task.percent} />
          <TaskPace task={task} className="truncate" />
        </>
      )}
      {task.state === 'failed' && task.error && <p className="text-xs text-bad">{task.error.message}</p>}
    </li>
  )
}
