/** Queues the mails of notifications, in their transaction. */
import type { Logger } from 'pino'
import type { AuthTables } from '#platform/identity'
import type { Trx } from '#platform/store'
import { MailRefused } from './failures.ts'
import { LOGO_SRC } from './mails/mail-frame.ts'
import { composeNotificationMail, type Sentence } from './mails/notification-mail.ts'
import type { Notice } from './notice.ts'
import type { Outgoing } from './outgoing.ts'

type Deps = { outgoing: Pick<Outgoing, 'queue'>; publicUrl: string; t: Sentence; log: Pick<Logger, 'warn'> }

export const queueNotificationMail =
  ({ outgoing, publicUrl, t, log }: Deps) =>
  async (trx: Trx, notices: readonly Notice[]): Promise<void> => {
    if (notices.length === 0) return
    const readers = await readersOf(trx, notices)
    const senders = await sendersOf(trx, notices)
    // Many people are told the same: it is laid out once for each language.
    const composed = new Map<string, ReturnType<typeof composeNotificationMail>>()
    for (const { company_id, user_id, title, message, link } of notices) {
      const reader = readers.get(user_id)
      if (!reader) continue
      const { title: company, slug, logo } = senders.get(company_id)!
      const locale = reader.locale ?? 'tr'
      const href = `${publicUrl}${link ?? `/c/${slug}/notifications`}`
      const same = JSON.stringify([company_id, locale, title, message, href])
      const composing =
        composed.get(same) ?? composeNotificationMail({ company, title, message, t, locale, logo, href })
      composed.set(same, composing)
      try {
        await outgoing.queue(trx, { company_id, kind: 'notification', to: reader.email, ...(await composing) })
      } catch (error) {
        // The business goes on when the mails of the day are used: the bell has the notification.
        if (!(error instanceof MailRefused)) throw error
        log.warn({ code: error.code, company_id }, 'a notification was not mailed')
      }
    }
  }

const readersOf = async (trx: Trx, notices: readonly Notice[]) => {
  const rows = await trx
    .withTables<AuthTables>()
    .selectFrom('auth.user as user')
    .leftJoin('platform.user_setting as setting', 'setting.user_id', 'user.id')
    .select(['user.id', 'user.email', 'setting.locale'])
    .where('user.id', 'in', [...new Set(notices.map(({ user_id }) => user_id))])
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

const sendersOf = async (trx: Trx, notices: readonly Notice[]) => {
  const rows = await trx
    .selectFrom('platform.company as company')
    .leftJoin('platform.mail_sender as sender', 'sender.company_id', 'company.id')
    .select(['company.id', 'company.title', 'company.slug', 'sender.logo_file_id'])
    .where('company.id', 'in', [...new Set(notices.map(({ company_id }) => company_id))])
    .execute()
  return new Map(rows.map(row => [row.id, { ...row, logo: row.logo_file_id === null ? undefined : LOGO_SRC }]))
}
