/** A letter as signed PDF bytes: read from its rows, drawn, sealed with the company's certificate. */
import type { Services } from '#platform/app'
import { fromMoneyJson } from '#platform/contract'
import { fail } from '../../contract/index.ts'
import { readDues } from '../../data/due-lines.ts'
import { toAuditor, toDocuments } from '../../data/letter-columns.ts'
import { withTables } from '../../data/letters.ts'
import type { LetterData } from '../../documents/letter-data.ts'
import { dayInZone, familyOf, fillWording, templateFor, wordingValues } from '../../domain/index.ts'
import { companyWords } from '../settings/company-words.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type CompanyCertificate, companyCertificate } from './company-certificate.ts'
import { drawSealedPaper } from './draw-sealed-paper.ts'

/** What the signature says it is for. */
const SEAL_REASON = {
  account: 'Cari hesap mutabakat mektubu',
  babs: 'BA/BS mutabakat mektubu',
  teyit: 'Bakiye teyit mektubu',
} as const

type LetterToDraw = {
  data: LetterData
  certificate: CompanyCertificate
  company: { title: string; vkn: string | null }
  wording_version: number
}

/** Everything a letter on paper needs, as its rows now are. `verify_code` goes into the QR. Throws `letter_not_found`. */
export const readLetterToDraw = async (
  services: Services,
  company_id: string,
  letter_id: string,
  verify_code: string,
): Promise<LetterToDraw> => {
  const found = await services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const letter = await tables
      .selectFrom('mutabakat.letter')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('id', '=', letter_id)
      .executeTakeFirst()
    if (!letter) throw fail('letter_not_found')
    const counterparty = await tables
      .selectFrom('mutabakat.counterparty')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('id', '=', letter.counterparty_id)
      .executeTakeFirstOrThrow()
    const company = await tables
      .selectFrom('platform.company')
      .selectAll()
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const settings = await readSettings(tables, company_id)
    const certificate = await companyCertificate(services, trx, company)
    const words = await companyWords(tables, company_id, templateFor('letter', letter.kind), counterparty.locale)
    const dues = await readDues(tables, letter)
    return { letter, counterparty, company, words, settings, certificate, dues }
  })
  const { letter, counterparty, company, words, settings, certificate, dues } = found
  const balance = { minor: letter.minor, currency: letter.currency, side: letter.side, date: letter.balance_date }
  const documents = toDocuments(letter)
  const auditor = toAuditor(letter)
  const values = wordingValues(
    {
      no: letter.no,
      kind: letter.kind,
      company: company.title,
      counterparty: counterparty.title,
      link: '',
      balance,
      documents: documents?.count ?? null,
      auditor: auditor?.firm ?? null,
      blank: letter.style === 'blank',
      contact_name: counterparty.contact_name,
      reply_due: letter.reply_due,
    },
    counterparty.locale,
  )
  const data: LetterData = {
    no: letter.no,
    kind: letter.kind,
    style: letter.style,
    date: dayInZone(services.now(), company.time_zone),
    company: {
      title: company.title,
      address: company.address,
      vkn: company.vkn,
      tax_office: company.tax_office,
      email: typeof company.settings.email === 'string' ? company.settings.email : null,
      kep: settings.kep,
    },
    counterparty: {
      title: counterparty.title,
      tax_office: counterparty.tax_office,
      tax_number: counterparty.tax_number,
    },
    balance,
    documents,
    dues: dues?.map(({ due, balance, side }) => ({ due, minor: fromMoneyJson(balance).minor, side })) ?? null,
    auditor,
    intro: fillWording(words.parts.intro ?? '', values),
    own_notes: fillWording(words.parts.notes ?? '', values)
      .split('\n')
      .filter(line => line.trim() !== ''),
    reply_days: settings.reply_days,
    signer: settings.letter_signer,
    verify_url: `${services.publicUrl}/p/verify/${verify_code}`,
    locale: counterparty.locale,
    contract_notice: counterparty.contract_notice,
    note: letter.note,
  }
  return { data, certificate, company, wording_version: words.version }
}

/** The result is level L2: a seal of the company, no person's signature. */
export const drawLetter = async (
  services: Services,
  company_id: string,
  letter_id: string,
  verify_code: string,
): Promise<{ pdf: Buffer; no: string; certificate_id: string; wording_version: number }> => {
  const found = await readLetterToDraw(services, company_id, letter_id, verify_code)
  const { data, certificate, company, wording_version } = found
  const seal = {
    reason: SEAL_REASON[familyOf(data.kind)],
    name: company.title,
    location: 'Türkiye',
    contact: company.vkn ?? '',
  }
  const pdf = await drawSealedPaper(services, certificate, { paper: 'letter', data }, seal)
  return { pdf, no: data.no, certificate_id: certificate.id, wording_version }
}
