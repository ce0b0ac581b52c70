/** A letter as signed PDF bytes: drawn from its rows, sealed with the company's certificate. */
import type { Services } from '#platform/app'
import { fail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { dayInZone, fillWording, wordingValues } from '../../domain/index.ts'
import { companyWords } from '../settings/company-words.ts'
import { readSettings } from '../settings/read-settings.ts'
import { companyCertificate } from './company-certificate.ts'
import { drawSealedPaper } from './draw-sealed-paper.ts'

/** `verify_code` goes into the QR. The result is level L2: a seal of the company, no person's signature. */
export const drawLetter = async (
  services: Services,
  company_id: string,
  letter_id: string,
  verify_code: string,
): Promise<{ pdf: Buffer; no: string; certificate_id: string; wording_version: number }> => {
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
    const words = await companyWords(tables, company_id, 'letter', counterparty.locale)
    return { letter, counterparty, company, words, settings, certificate }
  })
  const { letter, counterparty, company, words, settings, certificate } = found
  const balance = { minor: letter.minor, currency: letter.currency, side: letter.side, date: letter.balance_date }
  const blank = letter.style === 'blank'
  const values = wordingValues(
    {
      no: letter.no,
      company: company.title,
      counterparty: counterparty.title,
      link: '',
      balance,
      blank,
      contact_name: counterparty.contact_name,
      reply_due: letter.reply_due,
    },
    counterparty.locale,
  )
  const data = {
    no: letter.no,
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
    blank,
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
  const seal = {
    reason: 'Cari hesap mutabakat mektubu',
    name: company.title,
    location: 'Türkiye',
    contact: company.vkn ?? '',
  }
  const pdf = await drawSealedPaper(services, certificate, { paper: 'letter', data }, seal)
  return { pdf, no: letter.no, certificate_id: certificate.id, wording_version: words.version }
}
