/** A letter as signed PDF bytes: drawn from its rows, sealed with the company's certificate. */
import type { Services } from '#platform/app'
import { signPdf } from '#platform/documents'
import { fail } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import { renderLetter } from '../documents/letter-pdf.ts'
import { dayInZone } from '../domain/index.ts'
import { companyCertificate } from './company-certificate.ts'
import { DEFAULT_REPLY_DAYS } from './queue-delivery.ts'

/** `verify_code` goes into the QR. The result is level L2: a seal of the company, no person's signature. */
export const drawLetter = async (
  services: Services,
  company_id: string,
  letter_id: string,
  verify_code: string,
): Promise<{ pdf: Buffer; no: string }> => {
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
    return { letter, counterparty, company, certificate: await companyCertificate(services, trx, company) }
  })
  const { letter, counterparty, company, certificate } = found
  const reply_days = typeof company.settings.reply_days === 'number' ? company.settings.reply_days : DEFAULT_REPLY_DAYS
  const drawn = await renderLetter({
    no: letter.no,
    date: dayInZone(services.now(), company.time_zone),
    company: {
      title: company.title,
      address: company.address,
      vkn: company.vkn,
      tax_office: company.tax_office,
      email: typeof company.settings.email === 'string' ? company.settings.email : null,
    },
    counterparty: {
      title: counterparty.title,
      tax_office: counterparty.tax_office,
      tax_number: counterparty.tax_number,
    },
    balance: { minor: letter.minor, currency: letter.currency, side: letter.side, date: letter.balance_date },
    reply_days,
    verify_url: `${services.publicUrl}/p/verify/${verify_code}`,
    locale: counterparty.locale,
    contract_notice: counterparty.contract_notice,
    note: letter.note,
  })
  const pdf = await signPdf(drawn, certificate, {
    reason: 'Cari hesap mutabakat mektubu',
    name: company.title,
    location: 'Türkiye',
    contact: company.vkn ?? '',
  })
  return { pdf, no: letter.no }
}
