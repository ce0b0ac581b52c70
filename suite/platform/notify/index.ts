/** Telling people: mail through SMTP (or the built-in catcher), its templates and job, and the inbox of notifications. */
export { ADDRESS_MAX_CHARS, checkAddress, isAddress } from './address.ts'
export type { CaughtAttachment, CaughtMail } from './caught-mail.ts'
export { createDevMailbox, type DevMailbox, type DevMailboxOptions, type DevMailStore } from './dev-mailbox.ts'
export { MailRefused, NOTIFY_FAILURES } from './failures.ts'
export { createInbox, type Inbox, type NotificationInput } from './inbox.ts'
export {
  createMail,
  type Mail,
  type MailOptions,
} from './mail.ts'
export {
  createMailHandler,
  type MailDelivery,
  type MailJobInput,
  type MailJobStore,
  mailJob,
} from './mail-job.ts'
export type { MailAttachment, MailMessage } from './mail-message.ts'
export { MailFrame, type MailFrameProps } from './mails/mail-frame.ts'
export { type RenderedMail, renderMail } from './mails/render-mail.ts'
export type { SmtpOptions } from './smtp-pool.ts'
