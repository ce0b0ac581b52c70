/** Starts a task again; a refusal becomes a toast, as the row it was asked from may be gone by then. */
import type { Task } from '#platform/contract'
import { useErrorText } from '../api/use-error-text.ts'
import { notify } from '../kit/notify.ts'
import { useRetryTask } from '../session/tasks.ts'

export const useRetry = (task: Task): { retry: () => void; isPending: boolean } => {
  const command = useRetryTask()
  const errorText = useErrorText()
  return {
    retry: () => command.mutate(task.id, { onError: error => notify({ level: 'error', text: errorText(error) }) }),
    isPending: command.isPending,
  }
}
