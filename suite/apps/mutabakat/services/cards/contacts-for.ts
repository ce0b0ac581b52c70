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

/** In the order the contacts were added. Empty when the card is not of this company. */
export const contactsFor = async (
  tables: MutabakatTrx,
  company_id: string,
  counterparty_id: string,
  kind: LetterKind,
): Promise<Addressee[]> => {
  const contacts = await tables
    .selectFrom('mutabakat.contact')
    .select(['id', 'name', 'email', 'mobile', 'bounced_at', 'opted_out_at', 'kinds'])
    .where('company_id', '=', company_id)
    .where('counterparty_id', '=', counterparty_id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const receiving = contacts.filter(contact => contact.kinds.includes(kind))
  if (receiving.length > 0)
    return receiving.map(({ id, name, email, mobile, bounced_at, opted_out_at }) => ({
      contact_id: id,
      name,
      email,
      mobile,
      bounced_at,
      opted_out: opted_out_at !== null,
    }))
  const card = await tables
    .selectFrom('mutabakat.counterparty')
    .select(['contact_name', 'email', 'mobile', 'bounced_at', 'opted_out_at'])
    .where('company_id', '=', company_id)
    .where('id', '=', counterparty_id)
    .executeTakeFirst()
  if (!card) return []
  const { contact_name: name, email, mobile, bounced_at } = card
  return [{ contact_id: null, name, email, mobile, bounced_at, opted_out: card.opted_out_at !== null }]
}

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
