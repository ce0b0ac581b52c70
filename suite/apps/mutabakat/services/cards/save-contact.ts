/** Adds, changes and removes the further contacts of a card. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type Contact, type ContactChange, type ContactInput, fail } from '../../contract/index.ts'
import type { ContactTable } from '../../data/card-tables.ts'
import { toContact } from '../../data/counterparties.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { checkReach, fieldFailure } from './check-card.ts'
import { lockCard } from './save-counterparty.ts'

/** Which contact of which card. */
export type ContactPlace = { id: string; contact: string }

const record = (
  services: Services,
  trx: Trx,
  actor: Actor,
  action: 'contact.added' | 'contact.changed' | 'contact.removed',
  place: ContactPlace,
  values: { old?: unknown; new?: unknown },
) =>
  services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action,
    object: { type: 'counterparty', id: place.id },
    ...values,
  })

export const addContact = (services: Services, actor: Actor, id: string, input: ContactInput): Promise<Contact> =>
  services.store.inCompany(actor.company_id, async trx => {
    await lockCard(trx, actor.company_id, id)
    const { opted_out, ...given } = checkReach(input)
    if (!given.email && !given.mobile) throw fieldFailure('email', 'contact_unreachable')
    const now = services.now()
    const row = await withTables(trx)
      .insertInto('mutabakat.contact')
      .values({
        ...given,
        id: services.id(),
        company_id: actor.company_id,
        counterparty_id: id,
        opted_out_at: opted_out ? now : null,
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const contact = toContact(row)
    await record(services, trx, actor, 'contact.added', { id, contact: row.id }, { new: contact })
    await actor.remember?.(trx, contact)
    return contact
  })

const lockContact = async (trx: Trx, actor: Actor, place: ContactPlace): Promise<Selectable<ContactTable>> => {
  await lockCard(trx, actor.company_id, place.id)
  const row = isUuid(place.contact)
    ? await withTables(trx)
        .selectFrom('mutabakat.contact')
        .selectAll()
        .where('company_id', '=', actor.company_id)
        .where('counterparty_id', '=', place.id)
        .where('id', '=', place.contact)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!row) throw fail('contact_not_found')
  return row
}

/** Another mail address clears that mail to the old one came back. */
export const updateContact = (
  services: Services,
  actor: Actor,
  place: ContactPlace,
  input: ContactChange,
): Promise<Contact> =>
  services.store.inCompany(actor.company_id, async trx => {
    const old = await lockContact(trx, actor, place)
    const { opted_out, ...given } = checkReach(input)
    const reach = { email: old.email, mobile: old.mobile, ...given }
    if (!reach.email && !reach.mobile) throw fieldFailure('email', 'contact_unreachable')
    const row = await withTables(trx)
      .updateTable('mutabakat.contact')
      .set({
        ...given,
        bounced_at: reach.email === old.email ? old.bounced_at : null,
        opted_out_at: (opted_out ?? old.opted_out_at !== null) ? (old.opted_out_at ?? services.now()) : null,
      })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', place.contact)
      .returningAll()
      .executeTakeFirstOrThrow()
    const contact = toContact(row)
    await record(services, trx, actor, 'contact.changed', place, { old: toContact(old), new: contact })
    return contact
  })

export const deleteContact = (services: Services, actor: Actor, place: ContactPlace): Promise<void> =>
  services.store.inCompany(actor.company_id, async trx => {
    const old = await lockContact(trx, actor, place)
    await withTables(trx)
      .deleteFrom('mutabakat.contact')
      .where('company_id', '=', actor.company_id)
      .where('id', '=', place.contact)
      .execute()
    await record(services, trx, actor, 'contact.removed', place, { old: toContact(old) })
  })
