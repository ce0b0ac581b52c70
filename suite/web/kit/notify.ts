/** Shows a toast: what happened, for a few seconds, with a way to the thing. */
import { toast } from 'sonner'

export type Notice = {
  level: 'info' | 'success' | 'warning' | 'error'
  text: string
  /** The same id replaces its toast instead of piling up. */
  id?: string
  action?: { label: string; onClick: () => void }
}

export const notify = ({ level, text, id, action }: Notice): void => {
  toast[level](text, { ...(id ? { id } : {}), ...(action ? { action } : {}) })
}
