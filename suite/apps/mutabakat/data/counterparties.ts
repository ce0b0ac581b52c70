/** Reading cards: the row of the list, with who is responsible and how many contacts there are. */

import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { AuthTables } from '#platform/identity'
import type { Contact, Counterparty } from '../contract/index.ts'
import type { ContactTable } from './card-tables.ts'
import type { MutabakatTrx } from './letters.ts'

/** The select every reader of cards starts from. */
export const selectCards = (trx: MutabakatTrx, company_id: string) =>
  trx
    .withTables<AuthTables>()
    .selectFrom('mutabakat.counterparty as card')
    .leftJoin('auth.user as person', join => join.on(sql<boolean>`person.id = card.responsible_id::text`))
    .where('card.company_id', '=', company_id)
    .selectAll('card')
    .select([
      'person.name as responsible_name',
      sql<number>`(select count(*)::int from mutabakat.contact
        where contact.company_id = card.company_id and contact.counterparty_id = card.id)`.as('contacts'),
    ])

export type SelectedCard = Awaited<ReturnType<ReturnType<typeof selectCards>['executeTakeFirstOrThrow']>>

/** A selected card in the form of the wire. */
export const toCounterparty = (row: SelectedCard): Counterparty => ({
  id: row.id,
  code: row.code,
  title: row.title,
  kind: row.kind,
  tax_kind: row.tax_kind,
  tax_number: row.tax_number,
  tax_office: row.tax_office,
  contact_name: row.contact_name,
  email: row.email,
  mobile: row.mobile,
  bounced_at: row.bounced_at?.toISOString() ?? null,
  opted_out: row.opted_out_at !== null,
  locale: row.locale,
  contract_notice: row.contract_notice,
  currency: row.currency,
  country: row.country,
  iban: row.iban,
  group_code: row.group_code,
  address: row.address,
  responsible: row.responsible_id ? { id: row.responsible_id, name: row.responsible_name ?? '' } : null,
  active: row.active,
  linked_company_id: row.linked_company_id,
  contacts: row.contacts,
  rev: row.rev,
})

/** One card of the company, or undefined. */
export const findCard = async (
  trx: MutabakatTrx,
  company_id: string,
  id: string,
): Promise<Counterparty | undefined> => {
  const row = await selectCards(trx, company_id).where('card.id', '=', id).executeTakeFirst()
  return row && toCounterparty(row)
}

export const toContact = (row: Selectable<ContactTable>): Contact => ({
  id: row.id,
  name: row.name,
  email: row.email,
  mobile: row.mobile,
  kinds: row.kinds,
  bounced_at: row.bounced_at?.toISOString() ?? null,
  opted_out: row.opted_out_at !== null,
})
