/** The job that mails a one-time code; a code that ran out meanwhile is not mailed. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import type { JobContext } from '#platform/jobs'
import { LOGO_SRC } from '#platform/notify'
import { codeMailJob } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import { composeCodeMail } from '../mails/code-mail.ts'
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
    await services.store.inCompany(company_id, trx => services.outgoing.withdraw(trx, company_id, code_id))
    return
  }
  const composed = await composeCodeMail({
    locale,
    company: found.title,
    logo: found.logo_file_id === null ? undefined : LOGO_SRC,
    no: found.no,
    code: codeOf(code_id, services.secrets.key('mutabakat-code')),
    minutes: 10,
  })
  await services.outgoing.deliver({
    company_id,
    mail_id: code_id,
    attempt: job.attempt,
    retries: codeMailJob.retry.limit,
    signal: job.signal,
    message: { to: found.address, ...composed, message_id: `<${code_id}@mutabakat.nabiz>` },
  })
}
