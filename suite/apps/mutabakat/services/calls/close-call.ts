/** What came of a call, or that nobody needs to make it. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type Call, type CallOutcome, type FinishCallInput, fail } from '../../contract/index.ts'
import { findCall } from '../../data/calls.ts'
import { withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { recordHistory } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { keepAskedTime } from '../portal/keep-asked-time.ts'
import { refuseStale } from '../refuse-stale.ts'
import { tellCall } from './open-call.ts'

type Ending = {
  state: 'done' | 'dropped'
  outcome: CallOutcome | null
  promised_until: string | null
  note: string | null
}

/** A promised day is kept as time that was asked for, with the same limits. Throws `call_closed`, `day_out_of_range`. */
export const finishCall = (
  services: Services,
  actor: Actor,
  id: string,
  input: FinishCallInput,
  rev: number | null,
): Promise<Call> => close(services, actor, id, { state: 'done', ...input }, rev)

export const dropCall = (
  services: Services,
  actor: Actor,
  id: string,
  note: string | null,
  rev: number | null,
): Promise<Call> => close(services, actor, id, { state: 'dropped', outcome: null, promised_until: null, note }, rev)

/** `rev` is what the caller saw; an older one is 412 with the call as it now is. */
const close = (services: Services, actor: Actor, id: string, ending: Ending, rev: number | null): Promise<Call> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { company_id } = actor
    const call = isUuid(id)
      ? await tables
          .selectFrom('mutabakat.call')
          .select('letter_id')
          .where('company_id', '=', company_id)
          .where('id', '=', id)
          .executeTakeFirst()
      : undefined
    if (!call) throw fail('call_not_found')
    // The letter before the call: the same order as the engine and the answers.
    const letter = await lockLetter(tables, company_id, call.letter_id)
    const current = (await findCall(tables, company_id, id, services.now()))!
    await refuseStale(rev, current.rev, () => current)
    if (current.state !== 'open') throw fail('call_closed')
    await tables
      .updateTable('mutabakat.call')
      .set({
        ...ending,
        note: ending.note ?? current.note,
        closed_by: actor.name,
        closed_at: services.now(),
        rev: sql`rev + 1`,
      })
      .where('company_id', '=', company_id)
      .where('id', '=', id)
      .execute()
    await record(services, trx, actor, current, ending)
    if (ending.promised_until !== null && isOpen(letter.status))
      await keepAskedTime(services, trx, actor, letter, {
        day: ending.promised_until,
        by: current.contact.name ?? current.counterparty.title,
        link_id: null,
      })
    return (await findCall(tables, company_id, id, services.now()))!
  })

const record = async (services: Services, trx: Trx, actor: Actor, call: Call, ending: Ending): Promise<void> => {
  const { state, outcome, promised_until } = ending
  const action = state === 'done' ? 'call_finished' : 'call_dropped'
  await recordHistory(services, trx, actor, call.letter.id, action, { outcome, promised_until })
  await services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action: state === 'done' ? 'call.finished' : 'call.dropped',
    object: { type: 'letter', id: call.letter.id },
    new: { call_id: call.id, outcome, promised_until },
  })
  await tellCall(trx, actor, { id: call.id, letter_id: call.letter.id, reason: call.reason, state })
}
