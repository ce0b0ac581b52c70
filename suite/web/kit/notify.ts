/** Shows a toast: what happened, for a few seconds, with a way to the thing. */

export type Notice = {
  level: 'info' | 'success' | 'warning' | 'error'
  text: string
  /** The same id replaces its toast instead of piling up. */
  id?: string
  action?: { label: string; onClick: () => void }
}

/** How a notice reaches the outlet: toasts have no place in the tree of whoever tells one. */
export const NOTICE = 'nabiz:notice'

export const notify = (notice: Notice): void => {
  dispatchEvent(new CustomEvent<Notice>(NOTICE, { detail: notice }))
}
