/** A letter about a linked card changed: what the other company has of it follows, from the transaction of the change. */
import type { Services } from '#platform/app'
import type { Jobs } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { type LetterRow, mirrorJob } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'

/** Nothing happens for letters that did not leave yet, and for cards that are not linked. */
export const queueMirror = async (
  services: Services,
  trx: Trx,
  company_id: string,
  row: Pick<LetterRow, 'id' | 'sent_at' | 'counterparty'>,
): Promise<void> => {
  if (row.sent_at === null) return
  const linked = await withTables(trx)
    .selectFrom('mutabakat.counterparty')
    .select('id')
    .where('company_id', '=', company_id)
    .where('id', '=', row.counterparty.id)
    .where('linked_company_id', 'is not', null)
    .executeTakeFirst()
  if (linked)
    await services.jobs.enqueue(trx, mirrorJob, { company_id, letter_id: row.id }, { company_id, owner_id: null })
}

/** Persons were erased from these letters: the copies that linked companies have of them follow. */
export const queueErased = async (
  jobs: Pick<Jobs, 'enqueueMany'>,
  trx: Trx,
  company_id: string,
  letter_ids: readonly string[],
): Promise<void> => {
  if (letter_ids.length === 0) return
  const letters = await withTables(trx)
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as card', 'card.id', 'letter.counterparty_id')
    .select('letter.id')
    .where('letter.company_id', '=', company_id)
    .where('letter.id', 'in', letter_ids)
    .where('letter.sent_at', 'is not', null)
    .where('card.linked_company_id', 'is not', null)
    .execute()
  const order = { company_id, owner_id: null }
  const queued = letters.map(({ id }) => ({ input: { company_id, letter_id: id }, order }))
  await jobs.enqueueMany(trx, mirrorJob, queued)
}

/** When a card is linked: what is on its way already and still waits comes in as well. */
export const queueWaiting = async (
  services: Services,
  trx: Trx,
  company_id: string,
  counterparty_id: string,
): Promise<void> => {
  const letters = await withTables(trx)
    .selectFrom('mutabakat.letter')
    .select('id')
    .where('company_id', '=', company_id)
    .where('counterparty_id', '=', counterparty_id)
    .where('status', 'in', ['sent', 'viewed'])
    .execute()
  for (const { id } of letters)
    await services.jobs.enqueue(trx, mirrorJob, { company_id, letter_id: id }, { company_id, owner_id: null })
}
