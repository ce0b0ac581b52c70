/** Whom a letter of some kind goes to: the contacts that receive that kind, else the main one of the card. */
import type { LetterKind } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'

/**
 * `contact_id` is null for the main contact. Whoever bounced or does not want letters is among them, told by
 * `bounced_at` and `opted_out`: whether to leave them out, and how to say so, is the sender's matter.
 */
export type Addressee = {
  contact_id: string | null
  name: string | null
  email: string | null
  mobile: string | null
  bounced_at: Date | null
  opted_out: boolean
}

export type ContactsFor = (counterparty_id: string, kind: LetterKind) => Addressee[]

/** Of many cards with one look: in the order the contacts were added; empty for a card that is not of this company. */
export const contactsOfCards = async (
  tables: MutabakatTrx,
  company_id: string,
  counterparty_ids: readonly string[],
): Promise<ContactsFor> => {
  const contacts = await tables
    .selectFrom('mutabakat.contact')
    .select(['id', 'counterparty_id', 'name', 'email', 'mobile', 'bounced_at', 'opted_out_at', 'kinds'])
    .where('company_id', '=', company_id)
    .where('counterparty_id', 'in', counterparty_ids)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const cards = await tables
    .selectFrom('mutabakat.counterparty')
    .select(['id', 'contact_name as name', 'email', 'mobile', 'bounced_at', 'opted_out_at'])
    .where('company_id', '=', company_id)
    .where('id', 'in', counterparty_ids)
    .execute()
  const contactsOf = Map.groupBy(contacts, contact => contact.counterparty_id)
  const cardOf = new Map(cards.map(card => [card.id, card]))
  return (counterparty_id, kind) => {
    const receiving = contactsOf.get(counterparty_id)?.filter(contact => contact.kinds.includes(kind)) ?? []
    if (receiving.length > 0) return receiving.map(contact => addressee(contact.id, contact))
    const card = cardOf.get(counterparty_id)
    return card ? [addressee(null, card)] : []
  }
}

const addressee = (
  contact_id: string | null,
  {
    name,
    email,
    mobile,
    bounced_at,
    opted_out_at,
  }: Omit<Addressee, 'contact_id' | 'opted_out'> & { opted_out_at: Date | null },
): Addressee => ({ contact_id, name, email, mobile, bounced_at, opted_out: opted_out_at !== null })

/** Of one card. */
export const contactsFor = async (
  tables: MutabakatTrx,
  company_id: string,
  counterparty_id: string,
  kind: LetterKind,
): Promise<Addressee[]> => (await contactsOfCards(tables, company_id, [counterparty_id]))(counterparty_id, kind)

/**
 * Mail to this address came back: every card and contact of the company with it says so until it gets another. Returns
 * how many.
 */
export const markBounced = async (
  tables: MutabakatTrx,
  company_id: string,
  email: string,
  at: Date,
): Promise<number> => {
  const cards = await tables
    .updateTable('mutabakat.counterparty')
    .set({ bounced_at: at })
    .where('company_id', '=', company_id)
    .where('email', '=', email)
    .executeTakeFirst()
  const contacts = await tables
    .updateTable('mutabakat.contact')
    .set({ bounced_at: at })
    .where('company_id', '=', company_id)
    .where('email', '=', email)
    .executeTakeFirst()
  return Number(cards.numUpdatedRows + contacts.numUpdatedRows)
}
