/** Telling people: notifications and the ways they take (bell, web push, mail), and everything that leaves by mail. */
export { ADDRESS_MAX_CHARS, checkAddress, isAddress } from './address.ts'
export type { CaughtAttachment, CaughtMail } from './caught-mail.ts'
export { createNotify } from './create-notify.ts'
export { createDevMailbox, type DevMailbox, type DevMailboxOptions, type DevMailStore } from './dev-mailbox.ts'
export { failNotify, MailRefused, NOTIFY_FAILURES } from './failures.ts'
export type { Inbox, NotificationInput } from './inbox.ts'
export { createMail, type Mail, type MailOptions } from './mail.ts'
export { readBudget } from './mail-budget.ts'
export { createMailHandler, mailJob } from './mail-job.ts'
export { listMails, type MailOutcome } from './mail-log.ts'
export { readLogo, readMailLook } from './mail-look.ts'
export type { MailAttachment, MailMessage } from './mail-message.ts'
export {
  collectMails,
  type DeclaredMail,
  type MailTemplate,
  notificationTemplate,
} from './mail-templates.ts'
export { composeInvitationMail } from './mails/invitation-mail.ts'
export { LOGO_SRC, MailFrame, type MailFrameProps } from './mails/mail-frame.ts'
export type { ComposedMail, Sentence } from './mails/notification-mail.ts'
export { type RenderedMail, renderMail } from './mails/render-mail.ts'
export type { Outgoing } from './outgoing.ts'
export { type Device, keepDevice, listDevices, removeDevice } from './push/devices.ts'
export { createPush, type Push, type PushOptions } from './push/push.ts'
export { createPushHandler, pushJob } from './push/push-job.ts'
export { isVapidPair, type VapidKeys, vapidFromSecret } from './push/vapid.ts'
export type { SmtpOptions } from './smtp-pool.ts'
