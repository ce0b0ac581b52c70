/** Sends one mail to one checked address, through the configured SMTP server or, without one, into the built-in catcher. */
import type { Logger } from 'pino'
import { checkAddress } from './address.ts'
import { composeMail } from './compose-mail.ts'
import { createDevMailbox, type DevMailbox } from './dev-mailbox.ts'
import { toMailFailure } from './mail-failure.ts'
import type { MailMessage } from './mail-message.ts'
import { openSmtpPool, type SmtpOptions } from './smtp-pool.ts'

export type MailOptions = {
  /** null: the built-in catcher takes every mail. */
  smtp: SmtpOptions | null
  dataDir: string
  log: Pick<Logger, 'warn' | 'debug'>
  id: () => string
  now: () => Date
  /** The sender while `smtp` is null. */
  from?: { email: string; name: string }
  /** Connections kept open to the SMTP server. Default 3. */
  maxConnections?: number
  /** Longest silence of the SMTP server before a try counts as failed, in ms. Default 30,000. */
  timeout_ms?: number
}

export type Mail = {
  /** Resolves when the server took the mail; throws MailRefused: `bad_address`, `bad_mail`, `mail_bounced` (final) or `mail_temporary`. */
  send(message: MailMessage): Promise<{ message_id: string; response: string }>
  /** False: mails go to the catcher and reach nobody. */
  readonly connected: boolean
  readonly catcher: DevMailbox | null
  close(): Promise<void>
}

const SENDER_DIFFERS =
  'mail: the domains of SMTP_USER and SMTP_FROM_EMAIL differ; receivers that check SPF and DKIM may refuse such mails'

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

const CATCHER_FROM = { email: 'noreply@nabiz.invalid', name: 'Nabız' }

export const createMail = (options: MailOptions): Mail => {
  const { smtp } = options
  const from = smtp ? { email: smtp.from_email, name: smtp.from_name } : (options.from ?? CATCHER_FROM)
  checkAddress(from.email)
  const login = smtp?.user
  if (login?.includes('@') && domainOf(login) !== domainOf(from.email))
    options.log.warn({ login: domainOf(login), sender: domainOf(from.email) }, SENDER_DIFFERS)
  const catcher = smtp ? null : createDevMailbox(options)
  const opening = catcher
    ? catcher.address().then(at => openSmtpPool({ ...at, from_email: from.email, from_name: from.name }, options))
    : Promise.resolve(openSmtpPool(smtp!, options))
  opening.catch(() => {})
  return {
    connected: smtp !== null,
    catcher,
    async send(message) {
      const composed = composeMail(message, { from, id: options.id })
      try {
        const info = await (await opening).sendMail(composed)
        options.log.debug({ message_id: info.messageId, response: info.response }, 'mail taken')
        return { message_id: info.messageId, response: info.response }
      } catch (error) {
        const failure = toMailFailure(error)
        options.log.warn({ code: failure.code, ...failure.extra }, 'mail not taken')
        throw failure
      }
    },
    async close() {
      const pool = await opening.catch(() => null)
      pool?.close()
      await catcher?.close()
    },
  }
}
