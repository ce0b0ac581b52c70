/** Puts somebody on the list of calls, and takes them off once there is nothing left to ask. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import type { CallReason, CallState } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { contactsFor } from '../cards/contacts-for.ts'
import { recordHistory } from '../letters/announce-letter.ts'

type CalledLetter = { id: string; company_id: string; counterparty_id: string }

/** The event of one call; its row was written in this transaction. */
export const tellCall = (
  trx: Trx,
  actor: Actor,
  call: { id: string; letter_id: string; reason: CallReason; state: CallState },
): Promise<void> =>
  emit(trx, {
    type: 'mutabakat_call',
    company_id: actor.company_id,
    user_id: actor.user_id,
    data: { call_id: call.id, mutabakat_id: call.letter_id, reason: call.reason, state: call.state },
  })

/** Whom to ask for, null for the main contact: who has a number, else the first who receives such letters. */
export const whomToCall = async (
  trx: Trx,
  letter: CalledLetter & { kind: Parameters<typeof contactsFor>[3] },
): Promise<string | null> => {
  const people = await contactsFor(withTables(trx), letter.company_id, letter.counterparty_id, letter.kind)
  const willing = people.filter(person => !person.opted_out)
  return (willing.find(({ mobile }) => mobile !== null) ?? willing[0])?.contact_id ?? null
}

/** The letter is locked. Null: a call about it is open already. `asked_by`: a member's name; null for the engine. */
export const openCall = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter: CalledLetter,
  order: {
    reason: CallReason
    contact_id: string | null
    asked_by: string | null
    note?: string | null
  },
): Promise<string | null> => {
  const { company_id } = actor
  const id = services.id()
  const { reason, contact_id, asked_by, note = null } = order
  // The index of open calls decides: a member and the engine at once are one call.
  const { numInsertedOrUpdatedRows } = await withTables(trx)
    .insertInto('mutabakat.call')
    .values({
      id,
      company_id,
      letter_id: letter.id,
      reason,
      contact_id,
      asked_by,
      note,
      created_at: services.now(),
    })
    .onConflict(conflict => conflict.column('letter_id').where('state', '=', 'open').doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) return null
  await recordHistory(services, trx, actor, letter.id, 'call_opened', { reason })
  await services.audit(trx, {
    company_id,
    actor: actor.user_id,
    action: 'call.opened',
    object: { type: 'letter', id: letter.id },
    new: { call_id: id, reason },
  })
  await tellCall(trx, actor, { id, letter_id: letter.id, reason, state: 'open' })
  return id
}

/** What the call was about is settled: answered, withdrawn, replaced or agreed on. */
export const dropCalls = async (services: Services, trx: Trx, actor: Actor, letter_id: string): Promise<void> => {
  const dropped = await withTables(trx)
    .updateTable('mutabakat.call')
    .set({ state: 'dropped', closed_by: actor.name, closed_at: services.now(), rev: sql`rev + 1` })
    .where('company_id', '=', actor.company_id)
    .where('letter_id', '=', letter_id)
    .where('state', '=', 'open')
    .returning(['id', 'reason'])
    .execute()
  for (const { id, reason } of dropped) {
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'call.dropped',
      object: { type: 'letter', id: letter_id },
      new: { call_id: id },
    })
    await tellCall(trx, actor, { id, letter_id, reason, state: 'dropped' })
  }
}
