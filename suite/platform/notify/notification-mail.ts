/** Queues the mail of a notification, in the transaction of the notification. */
import type { Logger } from 'pino'
import type { AuthTables } from '#platform/identity'
import type { Trx } from '#platform/store'
import { MailRefused } from './failures.ts'
import { readMailLook } from './mail-look.ts'
import { LOGO_SRC } from './mails/mail-frame.ts'
import { composeNotificationMail, type Sentence } from './mails/notification-mail.ts'
import type { Notice } from './notice.ts'
import type { Outgoing } from './outgoing.ts'

export const queueNotificationMail =
  (options: { outgoing: Pick<Outgoing, 'queue'>; publicUrl: string; t: Sentence; log: Pick<Logger, 'warn'> }) =>
  async (trx: Trx, notice: Notice): Promise<void> => {
    const { outgoing, publicUrl, t, log } = options
    const { company_id, title, message, link } = notice
    const reader = await trx
      .withTables<AuthTables>()
      .selectFrom('auth.user as user')
      .leftJoin('platform.user_setting as setting', 'setting.user_id', 'user.id')
      .select(['user.email', 'setting.locale'])
      .where('user.id', '=', notice.user_id)
      .executeTakeFirst()
    if (!reader) return
    const { title: company, slug } = await trx
      .selectFrom('platform.company')
      .select(['title', 'slug'])
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const { logo_file_id } = await readMailLook(trx, company_id)
    const mail = await composeNotificationMail({
      company,
      title,
      message,
      t,
      locale: reader.locale ?? 'tr',
      logo: logo_file_id === null ? undefined : LOGO_SRC,
      href: `${publicUrl}${link ?? `/c/${slug}/notifications`}`,
    })
    try {
      await outgoing.queue(trx, { company_id, kind: 'notification', to: reader.email, ...mail })
    } catch (error) {
      // The business goes on when the mails of the day are used: the bell has the notification.
      if (!(error instanceof MailRefused)) throw error
      log.warn({ code: error.code, company_id }, 'a notification was not mailed')
    }
  }
