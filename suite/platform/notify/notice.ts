/** One notification as the ways outside the page get it. */
import type { Notification } from '#platform/contract'

export type Notice = {
  notification_id: string
  company_id: string
  /** Who is told. */
  user_id: string
  level: Notification['level']
  kind: string
  /** Path inside the shell; null: none. */
  link: string | null
  /** In the reader's language. */
  title: string
  message: string
}
