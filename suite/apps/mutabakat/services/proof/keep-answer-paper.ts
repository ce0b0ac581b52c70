/** The answered letter as a signed paper of its own: queued with the answer, drawn in the background, kept once. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { answerPdfJob } from '../../contract/index.ts'
import { toAuditor, toDocuments } from '../../data/letter-columns.ts'
import { withTables } from '../../data/letters.ts'
import type { AnswerData } from '../../documents/answer-pdf.ts'
import { dayInZone, instantText } from '../../domain/index.ts'
import { queueAuditorCopy } from '../confirmations/send-copy.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { readSettings } from '../settings/read-settings.ts'
import { companyCertificate } from './company-certificate.ts'
import { drawSealedPaper } from './draw-sealed-paper.ts'
import { keepPaper, newVerifyCode } from './keep-paper.ts'

/** In the transaction of the answer, whichever way it came. */
export const queueAnswerPaper = async (
  services: Services,
  trx: Trx,
  letter: { company_id: string; id: string },
): Promise<void> => {
  const { company_id, id: letter_id } = letter
  await services.jobs.enqueue(trx, answerPdfJob, { company_id, letter_id }, { company_id, owner_id: null })
}

const find = (trx: Trx, company_id: string, letter_id: string) =>
  withTables(trx)
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
    .innerJoin('platform.company as company', 'company.id', 'letter.company_id')
    .selectAll('letter')
    .select([
      'counterparty.title as counterparty_title',
      'counterparty.tax_number',
      'counterparty.locale',
      'company.title as company_title',
      'company.address',
      'company.vkn',
      'company.tax_office',
      'company.settings',
      'company.time_zone',
    ])
    .where('letter.company_id', '=', company_id)
    .where('letter.id', '=', letter_id)
    .executeTakeFirst()

type Found = NonNullable<Awaited<ReturnType<typeof find>>> & { kep: string | null }

const papersOf = (trx: Trx, company_id: string, letter_id: string) =>
  withTables(trx)
    .selectFrom('mutabakat.document')
    .select(['kind', 'sha256', 'certificate_id'])
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    .where('kind', 'in', ['letter', 'answer'])
    .orderBy('version')
    .execute()

/** Safe to run again: a paper that we sealed is kept once. A letter that is gone or was erased has nothing to draw. */
export const keepAnswerPaper = async (services: Services, company_id: string, letter_id: string): Promise<void> => {
  const found = await services.store.inCompany(company_id, async trx => {
    const letter = await find(trx, company_id, letter_id)
    if (!letter || letter.answer_choice === null || letter.answered_at === null) return null
    const papers = await papersOf(trx, company_id, letter_id)
    if (papers.some(paper => paper.kind === 'answer' && paper.certificate_id !== null)) return null
    const company = { id: company_id, title: letter.company_title, vkn: letter.vkn }
    const { kep } = await readSettings(withTables(trx), company_id)
    return { letter: { ...letter, kep }, papers, certificate: await companyCertificate(services, trx, company) }
  })
  if (!found) return
  const { letter, papers, certificate } = found
  const verify_code = newVerifyCode()
  const letter_sha256 = papers.find(paper => paper.kind === 'letter')?.sha256 ?? null
  const data = answerData(services, letter, letter_sha256, verify_code)
  const bytes = await drawSealedPaper(
    services,
    certificate,
    { paper: 'answer', data },
    {
      reason: 'Mutabakat cevabı',
      name: letter.company_title,
      location: 'Türkiye',
      contact: letter.vkn ?? '',
    },
  )
  await services.store.inCompany(company_id, async trx => {
    await lockLetter(withTables(trx), company_id, letter_id)
    const now = await papersOf(trx, company_id, letter_id)
    if (now.some(paper => paper.kind === 'answer' && paper.certificate_id !== null)) return
    await keepPaper(services, trx, {
      company_id,
      letter_id,
      kind: 'answer',
      level: 'L2',
      name: `${letter.no}-cevap.pdf`,
      type: 'application/pdf',
      bytes,
      certificate_id: certificate.id,
      verify_code,
    })
    if (letter.kind === 'teyit') await queueAuditorCopy(services, trx, { company_id, letter_id })
  })
}

const answerData = (
  services: Services,
  letter: Found,
  letter_sha256: string | null,
  verify_code: string,
): AnswerData => {
  const { locale, time_zone } = letter
  const answered_at = letter.answered_at!
  const date = dayInZone(answered_at, time_zone)
  const documents = toDocuments(letter)
  return {
    no: letter.no,
    version: letter.version,
    kind: letter.kind,
    date,
    locale,
    company: {
      title: letter.company_title,
      address: letter.address,
      vkn: letter.vkn,
      tax_office: letter.tax_office,
      email: typeof letter.settings.email === 'string' ? letter.settings.email : null,
      kep: letter.kep,
    },
    documents,
    auditor: toAuditor(letter),
    counterparty: { title: letter.counterparty_title, tax_number: letter.tax_number },
    balance: { minor: letter.minor, currency: letter.currency, side: letter.side, date: letter.balance_date },
    answer: {
      choice: letter.answer_choice!,
      via: letter.answer_via ?? ('portal' as const),
      name: letter.answer_name ?? '',
      title: letter.answer_title,
      at: instantText(answered_at, time_zone),
      reason: letter.answer_reason && services.t(locale, `mutabakat.reason.${letter.answer_reason}`),
      note: letter.answer_note,
      own:
        letter.answer_minor === null || letter.answer_side === null
          ? null
          : { minor: letter.answer_minor, side: letter.answer_side },
      difference_minor: letter.difference_minor,
      own_count: letter.answer_count,
      count_difference:
        documents === null || letter.answer_count === null ? null : documents.count - letter.answer_count,
    },
    letter_sha256,
    evidence_head: letter.evidence_head,
    verify_url: `${services.publicUrl}/p/verify/${verify_code}`,
  }
}
