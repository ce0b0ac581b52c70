/** Deletes a card that no letter is about; what is written about stays readable, so others are made inactive instead. */
import type { Services } from '#platform/app'
import { fail } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { lockCard } from './save-counterparty.ts'

/** How many letters there are about a card, of any state. */
export const countLetters = async (tables: MutabakatTrx, company_id: string, id: string): Promise<number> => {
  const { count } = await tables
    .selectFrom('mutabakat.letter')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('company_id', '=', company_id)
    .where('counterparty_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Throws `counterparty_has_letters`, and `card_linked` while it is another company here. */
export const deleteCounterparty = (services: Services, actor: Actor, id: string): Promise<void> =>
  services.store.inCompany(actor.company_id, async trx => {
    // The lock holds off a letter written meanwhile: its foreign key waits for this row.
    const card = await lockCard(trx, actor.company_id, id)
    const tables = withTables(trx)
    if (card.linked_company_id !== null) throw fail('card_linked')
    if ((await countLetters(tables, actor.company_id, id)) > 0) throw fail('counterparty_has_letters')
    await tables
      .deleteFrom('mutabakat.counterparty')
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'counterparty.deleted',
      object: { type: 'counterparty', id },
      old: { code: card.code, title: card.title },
    })
  })
