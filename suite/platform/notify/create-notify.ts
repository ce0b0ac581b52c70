/** Puts the parts that tell people together: what leaves by mail, what is pushed, and the inbox that decides on both. */
import type { Logger } from 'pino'
import type { NotificationKind } from '#platform/contract'
import type { Files } from '#platform/files'
import type { Jobs } from '#platform/jobs'
import type { Store } from '#platform/store'
import { createInbox, type Inbox } from './inbox.ts'
import type { Mail } from './mail.ts'
import { MAIL_LIMITS, type MailLimits } from './mail-budget.ts'
import type { Sentence } from './mails/notification-mail.ts'
import { collectKinds } from './notification-kinds.ts'
import { queueNotificationMail } from './notification-mail.ts'
import { createOutgoing, type Outgoing } from './outgoing.ts'
import { queuePush } from './push/push-job.ts'

export type NotifyOptions = {
  store: Pick<Store, 'inCompany' | 'asSystem'>
  jobs: Pick<Jobs, 'enqueueMany'>
  files: Pick<Files, 'read'>
  mail: Pick<Mail, 'send'>
  applications: readonly { id: string; notifications?: readonly NotificationKind[] }[]
  /** Mails a day; absent: MAIL_LIMITS. */
  limits?: MailLimits
  /** As links in mails begin. */
  publicUrl: string
  t: Sentence
  log: Pick<Logger, 'warn'>
  id: () => string
  now: () => Date
}

export const createNotify = (options: NotifyOptions): { inbox: Inbox; outgoing: Outgoing } => {
  const { store, jobs, files, mail, applications, publicUrl, t, log, id, now } = options
  const outgoing = createOutgoing({ store, jobs, files, mail, limits: options.limits ?? MAIL_LIMITS, id, now })
  const ways = { push: queuePush(jobs), mail: queueNotificationMail({ outgoing, publicUrl, t, log }) }
  const inbox = createInbox({ store, kinds: collectKinds(applications), ways, id, now })
  return { inbox, outgoing }
}
