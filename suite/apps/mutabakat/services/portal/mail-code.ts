/** The job that sends a one-time code as its link came, by mail or SMS; a code that ran out meanwhile is not sent. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import type { JobContext } from '#platform/jobs'
import { LOGO_SRC } from '#platform/notify'
import { codeMailJob } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { composeCodeMail } from '../../mails/code-mail.ts'
import { codeSms } from '../../mails/code-sms.ts'
import { smsText } from '../reach/reach-contact.ts'
import { readSettings } from '../settings/read-settings.ts'
import { codeOf } from './one-time-code.ts'

export const mailCode = async (
  services: Services,
  { company_id, code_id, locale }: { company_id: string; code_id: string; locale: Locale },
  job: Pick<JobContext, 'attempt' | 'signal'>,
): Promise<void> => {
  const found = await services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.code as code')
      .innerJoin('mutabakat.link as link', 'link.id', 'code.link_id')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'link.letter_id')
      .innerJoin('platform.company as company', 'company.id', 'code.company_id')
      .leftJoin('platform.mail_sender as mail_sender', 'mail_sender.company_id', 'code.company_id')
      .select([
        'mail_sender.logo_file_id',
        'link.channel',
        'link.address',
        'letter.no',
        'company.title',
        'code.expires_at',
        'code.used_at',
      ])
      .where('code.company_id', '=', company_id)
      .where('code.id', '=', code_id)
      .executeTakeFirst(),
  )
  if (!found || found.used_at || found.expires_at <= services.now()) {
    await services.store.inCompany(company_id, async trx => {
      await services.outgoing.withdraw(trx, company_id, code_id)
      await services.sms.withdraw(trx, company_id, code_id)
    })
    return
  }
  const code = codeOf(code_id, services.secrets.key('mutabakat-code'))
  const run = { company_id, attempt: job.attempt, retries: codeMailJob.retry.limit, signal: job.signal }
  if (found.channel === 'sms') {
    const { sms_title: title } = await services.store.inCompany(company_id, trx =>
      readSettings(withTables(trx), company_id),
    )
    await services.sms.deliver({ ...run, sms_id: code_id, title, text: smsText(codeSms(locale, found.title, code)) })
    return
  }
  const composed = await composeCodeMail({
    locale,
    company: found.title,
    logo: found.logo_file_id === null ? undefined : LOGO_SRC,
    no: found.no,
    code,
    minutes: 10,
  })
  await services.outgoing.deliver({
    ...run,
    mail_id: code_id,
    message: { to: found.address, ...composed, message_id: `<${code_id}@mutabakat.nabiz>` },
  })
}
