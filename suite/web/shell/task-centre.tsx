/** Every long job of the reader: how far it is, stopping it, its result. */
import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Task } from '#platform/contract'
import { classes } from '../kit/classes.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorState } from '../kit/error-state.tsx'
import { popoverClasses } from '../kit/field.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { SkeletonLines } from '../kit/skeleton.tsx'
import { useCompany } from '../session/company.tsx'
import { companyPath } from '../session/company-path.ts'
import { isOpen, useTasks } from '../session/tasks.ts'
import { TaskItem } from './task-item.tsx'

// Rarely asked, and the first page has no use for its window.
const StopTaskDialog = lazy(async () => ({ default: (await import('./stop-task-dialog.tsx')).StopTaskDialog }))

export const TaskCentre = () => {
  const t = useTranslations('tasks')
  const page = useTranslations('taskPage')
  const { slug } = useCompany()
  const list = useTasks()
  // Outside the popover, which closes when the question opens.
  const [asked, setAsked] = useState<Task | null>(null)
  const tasks = list.data?.items ?? []
  const running = tasks.filter(isOpen).length
  return (
    <>
      {asked && (
        <Suspense>
          <StopTaskDialog task={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
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
            {({ close }) => (
              <>
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
                          <TaskItem
                            key={task.id}
                            task={task}
                            onStop={one => {
                              close()
                              setAsked(one)
                            }}
                          />
                        ))}
                      </ul>
                    )
                  ) : list.error ? (
                    <ErrorState error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
                  ) : (
                    <SkeletonLines />
                  )}
                </div>
                <footer className="border-t border-line p-2 text-center">
                  <Link
                    to={companyPath(slug, 'tasks')}
                    onClick={close}
                    className="inline-block rounded px-3 py-1 text-sm font-medium text-accent hover:underline"
                  >
                    {page('all')}
                  </Link>
                </footer>
              </>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </>
  )
}
