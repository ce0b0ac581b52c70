/** Routes of what reaches people outside the page: settings of notifications, web push, mails and their log. */
import { z } from 'zod'
import { LOCALES } from '../locale.ts'
import { pushPayloadSchema } from '../notification-kind.ts'
import { listQuery, pageOf } from '../page.ts'
import { ADMINS, defineRoute } from '../route.ts'
import { notificationSchema } from '../task.ts'
import { emailSchema, idSchema, nameSchema } from './address.ts'

/** What a service worker shows for a push message. Of somebody else, or removed: `not_found`. */
export const readNotificationRoute = defineRoute({
  method: 'GET',
  path: '/api/notifications/:id',
  access: 'user',
  summary: "One of the caller's notifications",
  params: z.object({ id: idSchema }),
  response: notificationSchema,
})

const waysFields = { in_app: z.boolean(), push: z.boolean(), mail: z.boolean() }

/** `in_app` off: it stands in the list as read, without badge and toast. All three off: it is not kept at all. */
export const notificationSettingSchema = z.object({
  kind: z.string(),
  /** In the caller's language. */
  title: z.string(),
  /** Id of the application it belongs to; null: the platform. */
  application: z.string().nullable(),
  ...waysFields,
  /** What holds for somebody who never chose. */
  defaults: z.object(waysFields),
})
export type NotificationSetting = z.infer<typeof notificationSettingSchema>

export const listNotificationSettingsRoute = defineRoute({
  method: 'GET',
  path: '/api/notifications/settings',
  access: 'user',
  summary: 'Every kind of notification, and by which ways the caller is told; for all their companies',
  response: z.object({
    items: z.array(notificationSettingSchema),
    /** Devices of the caller that get push messages: 0 means `push` reaches nothing yet. */
    push_devices: z.number().int(),
    /** Where `mail` goes. */
    email: z.string(),
  }),
})

/** Refuses an unknown kind with `not_found`. A way that is not named stays as it is. */
export const changeNotificationSettingRoute = defineRoute({
  method: 'PATCH',
  path: '/api/notifications/settings/:kind',
  access: 'user',
  summary: 'Choose the ways of one kind',
  params: z.object({ kind: z.string().max(100) }),
  body: z.object(waysFields).partial(),
  response: notificationSettingSchema,
})

export const pushDeviceSchema = z.object({
  id: z.string(),
  /** User-Agent of the browser that subscribed. */
  agent: z.string(),
  created_at: z.string(),
  /** It belongs to the session that asks. */
  current: z.boolean(),
})
export type PushDevice = z.infer<typeof pushDeviceSchema>

export const readPushRoute = defineRoute({
  method: 'GET',
  path: '/api/push',
  access: 'user',
  summary: "The server's key for pushManager.subscribe, and the caller's devices",
  response: z.object({
    /** `applicationServerKey`: an uncompressed P-256 point, base64url. */
    public_key: z.string(),
    devices: z.array(pushDeviceSchema),
  }),
})

const base64url = (bytes: number) =>
  z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9_-]+={0,2}$/)
    // Length without padding says how many bytes there are.
    .refine(text => Math.floor((text.replace(/=+$/, '').length * 3) / 4) === bytes)

/** `PushSubscription.toJSON()` as the browser gives it. */
export const pushSubscriptionSchema = z.object({
  endpoint: z.string().min(1).max(1000),
  keys: z.object({ p256dh: base64url(65), auth: base64url(16) }),
})

/**
 * Safe to repeat: the same endpoint keeps its id, and belongs to whoever said it last. It ends with the session.
 * Refuses with `push_endpoint_refused` (422) what is no address of a known push service.
 */
export const subscribePushRoute = defineRoute({
  method: 'POST',
  path: '/api/push/devices',
  access: 'user',
  summary: 'Send push messages to this browser',
  body: pushSubscriptionSchema,
  response: pushDeviceSchema,
  status: 201,
  rate: 60,
})

export const unsubscribePushRoute = defineRoute({
  method: 'DELETE',
  path: '/api/push/devices/:id',
  access: 'user',
  summary: "No more push messages to one of the caller's devices",
  params: z.object({ id: idSchema }),
})

export const mailTemplateSchema = z.object({
  /** `invitation`, `mutabakat.letter`; also `kind` in the log. */
  id: z.string(),
  title: z.string(),
  /** Id of the application it belongs to; null: the platform. */
  application: z.string().nullable(),
})
export type MailTemplateView = z.infer<typeof mailTemplateSchema>

export const listMailTemplatesRoute = defineRoute({
  method: 'GET',
  path: '/api/mail/templates',
  access: ADMINS,
  summary: 'Every mail this installation sends; titles in the caller’s language',
  response: z.object({ items: z.array(mailTemplateSchema) }),
})

/** Show `html` in a frame that runs nothing; its logo is a `data:` address. */
export const previewMailRoute = defineRoute({
  method: 'GET',
  path: '/api/mail/templates/:id',
  access: ADMINS,
  summary: 'A mail with sample values, as the company would send it',
  params: z.object({ id: z.string().max(100) }),
  query: z.object({ locale: z.enum(LOCALES) }),
  response: z.object({
    /** As a mail program shows it: the name before the address. */
    from_name: z.string(),
    reply_to: z.string().nullable(),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
  }),
})

const senderFields = {
  /** Shown before the address; null: the company's title. */
  from_name: nameSchema.nullable(),
  /** Where answers go; null: to the installation's address. */
  reply_to: emailSchema.nullable(),
  /** A PNG or JPEG of the company by `uploadFileRoute`; null: no picture. */
  logo_file_id: idSchema.nullable(),
}

export const mailSenderSchema = z.object({ ...senderFields, reply_to: z.string().nullable(), rev: z.number().int() })
export type MailSender = z.infer<typeof mailSenderSchema>

export const readMailSenderRoute = defineRoute({
  method: 'GET',
  path: '/api/mail/sender',
  access: ADMINS,
  summary: 'How mails of the company look: sender, reply address, logo; its ETag is `rev`',
  response: mailSenderSchema,
})

/** Refuses with `logo_refused` (422) what is no PNG or JPEG of at most 256 KiB and 2,000 pixels a side. */
export const changeMailSenderRoute = defineRoute({
  method: 'PATCH',
  path: '/api/mail/sender',
  access: ADMINS,
  summary: 'Change how mails of the company look; a stale If-Match is 412',
  body: z.object(senderFields).partial(),
  response: mailSenderSchema,
})

/**
 * `queued`: waits, or waits for its next try (`attempts` > 0; `answer` says why). `sent`: the receiving server took it.
 * `bounced`: refused for good, or taken and sent back later. `failed`: given up after the last try, or could not be sent at all.
 */
export const MAIL_STATES = ['queued', 'sent', 'bounced', 'failed'] as const
export type MailState = (typeof MAIL_STATES)[number]

export const mailLogSchema = z.object({
  id: z.string(),
  /** Id of its template. */
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(MAIL_STATES),
  attempts: z.number().int(),
  message_id: z.string().nullable(),
  /** What the server said last. */
  answer: z.string().nullable(),
  created_at: z.string(),
  /** When it was sent or given up. */
  settled_at: z.string().nullable(),
})
export type MailLogEntry = z.infer<typeof mailLogSchema>

const mailLogQuery = z.object({
  ...listQuery,
  'filter[state]': z.enum(MAIL_STATES).optional(),
  'filter[kind]': z.string().max(100).optional(),
})
const mailLogPage = pageOf(mailLogSchema).extend({
  /** Mails of today and how many a day may have; counted from midnight UTC. */
  today: z.object({ used: z.number().int(), limit: z.number().int() }),
})

/** `q` looks into recipient and subject. `sort`: `created_at` either way. */
export const listMailsRoute = defineRoute({
  method: 'GET',
  path: '/api/mail/log',
  access: ADMINS,
  summary: 'What the company mailed, and what became of it; newest first',
  query: mailLogQuery,
  response: mailLogPage,
})

/** Mails about accounts: kinds `reset`, `sign_up` and `known` (somebody signed up with an address that has an account). */
export const listPlatformMailsRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/mails',
  access: 'operator',
  summary: 'What the installation itself mailed, for no company, and what became of it; newest first',
  query: mailLogQuery,
  response: mailLogPage,
})

export const devPushSchema = z.object({
  id: z.string(),
  /** E-mail address of the person. */
  to: z.string(),
  /** Of the push service. */
  host: z.string(),
  payload: pushPayloadSchema,
  /** `gone`: the service no longer knows the device, which was dropped. */
  outcome: z.enum(['sent', 'gone', 'failed']),
  sent_at: z.string(),
})
export type DevPush = z.infer<typeof devPushSchema>

export const listDevPushRoute = defineRoute({
  method: 'GET',
  path: '/api/dev/push',
  access: 'public',
  summary: 'Push messages of the demonstration since it started, newest first',
  response: z.object({ items: z.array(devPushSchema) }),
})
