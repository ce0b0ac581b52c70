/** Sends one letter: the request only queues it; drawing, signing and delivering happen in the background. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import type { Failure } from '#platform/contract'
import type { Trx } from '#platform/store'
import type { Letter, Settings } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import type { Actor } from '../actor.ts'
import { queueDeliveries } from '../reach/queue-delivery.ts'
import { showLetter } from './show-letter.ts'
import { takeLetter, takeLetters } from './take-letter.ts'

export const sendLetter = (services: Services, actor: Actor, id: string, rev: number | null): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    await dispatchLetter(services, trx, actor, id, { rev })
    const queued = await showLetter(withTables(trx), actor, id)
    await actor.remember?.(trx, queued)
    return queued
  })

/**
 * In a transaction that is open. Refuses as `can.send` says: what needs a second pair of eyes does not go out without. The
 * letter keeps the reminder plan of this moment. `priority` below 0: letters that somebody waits for go first.
 */
export const dispatchLetter = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  id: string,
  { rev = null, priority = 0 }: { rev?: number | null; priority?: number } = {},
): Promise<void> => {
  const { letter, settings } = await takeLetter(withTables(trx), actor, id, 'send', rev)
  const failure = (await putOnWay(services, trx, actor, [letter], settings, priority)).get(id)
  if (failure) throw failure
}

/** The same for many letters, in a few statements. Resolves to why some were left where they are, by id. */
export const dispatchLetters = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  ids: readonly string[],
  { priority = 0 }: { priority?: number } = {},
): Promise<Map<string, Failure>> => {
  const { letters, refused, settings } = await takeLetters(withTables(trx), actor, ids, 'send')
  return new Map([...refused, ...(await putOnWay(services, trx, actor, letters, settings, priority))])
}

const putOnWay = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letters: readonly Selectable<LetterTable>[],
  settings: Settings,
  priority: number,
): Promise<Map<string, Failure>> => {
  const { company_id } = actor
  const refused = await queueDeliveries(services, trx, actor, letters, { purpose: 'letter', priority })
  const leaving = letters.flatMap(({ id }) => (refused.has(id) ? [] : id))
  if (leaving.length === 0) return refused
  await withTables(trx)
    .updateTable('mutabakat.letter')
    .set({ reminder_plan: JSON.stringify(settings.reminders) })
    .where('company_id', '=', company_id)
    .where('id', 'in', leaving)
    .execute()
  await services.audit(
    trx,
    leaving.map(id => ({ company_id, actor: actor.user_id, action: 'letter.sent', object: { type: 'letter', id } })),
  )
  return refused
}
