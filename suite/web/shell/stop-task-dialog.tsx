/** Asks before a task is stopped. */
import { useTranslations } from 'use-intl'
import type { Task } from '#platform/contract'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { useCancelTask } from '../session/tasks.ts'

/** Null: nothing is asked. */
export const StopTaskDialog = ({ task, onClose }: { task: Task | null; onClose: () => void }) => {
  const t = useTranslations('taskPage')
  const cancel = useCancelTask()
  return (
    <ConfirmDialog
      title={t('stopTitle')}
      confirmLabel={t('stop')}
      danger
      isOpen={task !== null}
      onOpenChange={open => !open && onClose()}
      onConfirm={async () => task && (await cancel.mutateAsync(task.id))}
    >
      {task && t('stopText', { title: task.title })}
    </ConfirmDialog>
  )
}
