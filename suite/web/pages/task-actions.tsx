/** What may be done with a task: take its result, stop it, start it again. */
import { Download, RotateCw, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Task } from '#platform/contract'
import { Button, buttonClasses } from '../kit/button.tsx'
import { classes } from '../kit/classes.ts'
import { isOpen, mayRetry } from '../session/tasks.ts'
import { useRetry } from '../shell/use-retry.ts'

/** `isOwn`: others may look at it and take its file, but not stop it. */
export const TaskActions = ({ task, isOwn, onStop }: { task: Task; isOwn: boolean; onStop: (task: Task) => void }) => {
  const t = useTranslations('taskPage')
  const { retry, isPending } = useRetry(task)
  return (
    <span className="flex flex-wrap justify-end gap-2">
      {task.file_url && (
        <a
          href={task.file_url}
          target="_blank"
          download={!task.result?.opens}
          aria-label={t('fileOf', { title: task.title })}
          className={classes(buttonClasses('secondary', true), 'hover:bg-sunken')}
          rel="noopener"
        >
          <Download className="size-4" aria-hidden="true" />
          {t('file')}
        </a>
      )}
      {isOwn && isOpen(task) && (
        <Button small icon={X} onPress={() => onStop(task)}>
          {t('stop')}
        </Button>
      )}
      {isOwn && mayRetry(task) && (
        <Button small icon={RotateCw} pending={isPending} onPress={retry}>
          {t('again')}
        </Button>
      )}
    </span>
  )
}
