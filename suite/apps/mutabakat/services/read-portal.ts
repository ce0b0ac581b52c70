/** What a guest reads: a stub before his code, the letter after it. */
import type { Services } from '#platform/app'
import { toMoneyJson } from '#platform/contract'
import type { PortalLetter, PortalLink } from '../contract/index.ts'
import { toAnswer } from '../data/letter-details.ts'
import { type MutabakatTrx, withTables } from '../data/letters.ts'
import { findLink, maskEmail } from './find-link.ts'
import { type KeptDocument, keepDocument } from './keep-document.ts'
import { requireGrant } from './portal-grant.ts'

const selectLetter = (tables: MutabakatTrx, company_id: string, letter_id: string) =>
  tables
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
    .innerJoin('platform.company as company', 'company.id', 'letter.company_id')
    .selectAll('letter')
    .select([
      'counterparty.title as counterparty_title',
      'counterparty.tax_number',
      'counterparty.contact_name',
      'counterparty.locale',
      'company.title as company_title',
      'company.tax_office as company_tax_office',
      'company.vkn as company_vkn',
      'company.address as company_address',
    ])
    .where('letter.company_id', '=', company_id)
    .where('letter.id', '=', letter_id)
    .executeTakeFirstOrThrow()

/** Changes nothing: mail scanners and previews follow links too. */
export const readPortalLink = async (services: Services, token: string): Promise<PortalLink> => {
  const link = await findLink(services, token)
  const letter = await services.store.inCompany(link.company_id, trx =>
    selectLetter(withTables(trx), link.company_id, link.letter_id),
  )
  return {
    company: { title: letter.company_title },
    no: letter.no,
    status: letter.status,
    masked_email: maskEmail(link.address),
    locale: letter.locale,
    expires_at: link.expires_at.toISOString(),
  }
}

export const readPortalLetter = async (
  tables: MutabakatTrx,
  company_id: string,
  letter_id: string,
): Promise<PortalLetter> => {
  const letter = await selectLetter(tables, company_id, letter_id)
  return {
    no: letter.no,
    status: letter.status,
    company: {
      title: letter.company_title,
      tax_office: letter.company_tax_office,
      vkn: letter.company_vkn,
      address: letter.company_address,
    },
    counterparty: { title: letter.counterparty_title, tax_number: letter.tax_number },
    balance_date: letter.balance_date,
    balance: toMoneyJson({ minor: letter.minor, currency: letter.currency }),
    side: letter.side,
    note: letter.note,
    reply_due: letter.reply_due,
    contact_name: letter.contact_name,
    answer: toAnswer(letter),
  }
}

/** The letter, for a guest with a grant. */
export const openPortalLetter = async (
  services: Services,
  token: string,
  grant: string | undefined,
): Promise<PortalLetter> => {
  const link = await findLink(services, token)
  requireGrant(services, link.id, grant)
  return services.store.inCompany(link.company_id, trx =>
    readPortalLetter(withTables(trx), link.company_id, link.letter_id),
  )
}

/** The signed file, for a guest with a grant. */
export const openPortalDocument = async (
  services: Services,
  token: string,
  grant: string | undefined,
): Promise<KeptDocument> => {
  const link = await findLink(services, token)
  requireGrant(services, link.id, grant)
  return keepDocument(services, link.company_id, link.letter_id)
}
