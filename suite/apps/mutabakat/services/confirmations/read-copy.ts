/** What an auditor is told of the answer to a confirmation, and the sealed paper that goes along. */
import { buffer } from 'node:stream/consumers'
import type { Services } from '#platform/app'
import { LOGO_SRC } from '#platform/notify'
import { ERASED } from '#platform/privacy'
import type { Trx } from '#platform/store'
import { toAuditor } from '../../data/letter-columns.ts'
import { withTables } from '../../data/letters.ts'
import { instantText } from '../../domain/index.ts'
import type { AuditorMailData } from '../../mails/auditor-mail.ts'
import { localeOfCompany } from '../reader-locale.ts'

export type AuditorCopy = {
  email: string
  mail: AuditorMailData
  paper: { sha256: string; name: string; bytes: Buffer }
}

const select = (trx: Trx, company_id: string, letter_id: string) =>
  withTables(trx)
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
    .innerJoin('platform.company as company', 'company.id', 'letter.company_id')
    .innerJoin('mutabakat.document as paper', 'paper.letter_id', 'letter.id')
    .leftJoin('platform.mail_sender as mail_sender', 'mail_sender.company_id', 'letter.company_id')
    .selectAll('letter')
    .select([
      'counterparty.title as counterparty_title',
      'company.title as company_title',
      'company.time_zone',
      'mail_sender.logo_file_id',
      'paper.file_id',
      'paper.sha256',
      'paper.verify_code',
    ])
    .where('letter.company_id', '=', company_id)
    .where('letter.id', '=', letter_id)
    .where('paper.kind', '=', 'answer')
    .where('paper.certificate_id', 'is not', null)
    .orderBy('paper.version')
    .limit(1)
    .executeTakeFirst()

/** Null for a letter that is gone or is no answered confirmation with its paper, and when its auditor was erased. */
export const readAuditorCopy = async (
  services: Services,
  trx: Trx,
  company_id: string,
  letter_id: string,
): Promise<AuditorCopy | null> => {
  const letter = await select(trx, company_id, letter_id)
  const auditor = letter && toAuditor(letter)
  if (!letter || !auditor || letter.answer_choice === null || letter.answered_at === null) return null
  if (auditor.email === ERASED) return null
  const file = await services.files.read(trx, company_id, letter.file_id)
  const { minor, currency, side, balance_date: date } = letter
  return {
    email: auditor.email,
    mail: {
      locale: await localeOfCompany(trx, company_id),
      company: letter.company_title,
      logo: letter.logo_file_id === null ? undefined : LOGO_SRC,
      auditor,
      counterparty: letter.counterparty_title,
      no: letter.no,
      balance: { minor, currency, side, date },
      answer: {
        choice: letter.answer_choice,
        via: letter.answer_via ?? 'portal',
        by: [letter.answer_name, letter.answer_title].filter(Boolean).join(', '),
        at: instantText(letter.answered_at, letter.time_zone),
        own:
          letter.answer_minor === null || letter.answer_side === null
            ? null
            : { minor: letter.answer_minor, side: letter.answer_side },
        difference_minor: letter.difference_minor,
      },
      verify_url: `${services.publicUrl}/p/verify/${letter.verify_code}`,
    },
    paper: { sha256: letter.sha256, name: file.row.name, bytes: await buffer(file.stream()) },
  }
}
