/** The job that mails a one-time code; a code that ran out meanwhile is not mailed. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import { withTables } from '../data/letters.ts'
import { composeCodeMail } from '../mails/code-mail.ts'
import { codeOf } from './one-time-code.ts'

export const mailCode = async (
  services: Services,
  company_id: string,
  code_id: string,
  locale: Locale,
): Promise<void> => {
  const found = await services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.code as code')
      .innerJoin('mutabakat.link as link', 'link.id', 'code.link_id')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'link.letter_id')
      .innerJoin('platform.company as company', 'company.id', 'code.company_id')
      .select(['link.address', 'letter.no', 'company.title', 'code.expires_at', 'code.used_at'])
      .where('code.company_id', '=', company_id)
      .where('code.id', '=', code_id)
      .executeTakeFirst(),
  )
  if (!found || found.used_at || found.expires_at <= services.now()) return
  const composed = await composeCodeMail({
    locale,
    company: found.title,
    no: found.no,
    code: codeOf(code_id, services.secrets.key('mutabakat-code')),
    minutes: 10,
  })
  await services.mail.send({
    to: found.address,
    ...composed,
    from_name: found.title,
    message_id: `<${code_id}@mutabakat.nabiz>`,
  })
}
