/** What people may be told about, and by which ways: declared once by the platform and each application, chosen by each person. */
import { z } from 'zod'
import type { Locale } from './locale.ts'

/** `in_app`: bell, badge and toast. `push`: the person's devices, also with every tab closed. `mail`: to their address. */
export const NOTIFICATION_WAYS = ['in_app', 'push', 'mail'] as const
export type NotificationWay = (typeof NOTIFICATION_WAYS)[number]
export type NotificationWays = Record<NotificationWay, boolean>

export type NotificationKind = {
  /** Name on the wire, unique in the installation: `mutabakat_approved`. */
  kind: string
  /** The line of the settings page, in every language. */
  title: Readonly<Record<Locale, string>>
  /** How somebody is told who never chose. */
  ways: NotificationWays
}

/** Declares a kind. In the app always, pushed to devices that asked for it, not mailed, unless `ways` says otherwise. */
export const defineNotification = (
  kind: string,
  options: { title: Record<Locale, string>; ways?: Partial<NotificationWays> },
): NotificationKind => ({
  kind,
  title: options.title,
  ways: { in_app: true, push: true, mail: false, ...options.ways },
})

/**
 * What a push message carries, decrypted: names to look up and nothing about anybody. The text is read with
 * `GET /api/notifications/{notification_id}`, by the session of the browser; without an answer the reader says only
 * that there is something new. `tag` collapses: a newer message with the same one takes the place of the older.
 */
export const pushPayloadSchema = z.object({
  v: z.literal(1),
  kind: z.string(),
  notification_id: z.string(),
  /** Id of the company. */
  company: z.string(),
  /** Path inside the shell to open; null: the notifications page. */
  link: z.string().nullable(),
  tag: z.string(),
})
export type PushPayload = z.infer<typeof pushPayloadSchema>
