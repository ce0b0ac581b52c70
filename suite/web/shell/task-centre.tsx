/** Every long job of the reader: how far it is, stopping it, its result. */
import { ListChecks } from 'lucide-react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../kit/classes.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { popoverClasses } from '../kit/field.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { useTasks } from '../session/tasks.ts'
import { TaskItem } from './task-item.tsx'

export const TaskCentre = () => {
  const t = useTranslations('tasks')
  const list = useTasks()
  const tasks = list.data?.items ?? []
  const running = tasks.filter(task => task.state === 'queued' || task.state === 'running').length
  return (
    <DialogTrigger>
      <IconButton
        label={running > 0 ? t('titleRunning', { count: running }) : t('title')}
        icon={ListChecks}
        framed
        badge={
          running > 0 && (
            <span
              aria-hidden="true"
              className="breathing absolute -end-1 -top-1 size-3 rounded-full bg-accent ring-2 ring-bg"
            />
          )
        }
      />
      <Popover placement="bottom end" className={classes(popoverClasses, 'w-96 max-w-[calc(100vw-1rem)]')}>
        <Dialog aria-label={t('title')} className="flex max-h-[75dvh] flex-col outline-none">
          <h2 className="border-b border-line px-4 py-3 font-semibold">{t('title')}</h2>
          <div className="min-h-40 flex-1 overflow-auto">
            {list.data ? (
              tasks.length === 0 ? (
                <EmptyState icon={ListChecks} title={t('empty')}>
                  {t('emptyHint')}
                </EmptyState>
              ) : (
                <ul className="divide-y divide-line">
                  {tasks.map(task => (
                    <TaskItem key={task.id} task={task} />
                  ))}
                </ul>
              )
            ) : list.error ? (
              <ErrorState error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
            ) : (
              <SkeletonLines />
            )}
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
