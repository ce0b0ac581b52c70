/** What happens next with a letter and why, for the page of the letter. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { fail, type MutabakatFailureCode, type Reach } from '../../contract/index.ts'
import { seenBy, selectCalls, toCalls } from '../../data/calls.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { bestMoment, isOpen, mayBeCalled } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { readerOf } from '../letters/show-letter.ts'
import { readReachState, toReachStep } from './reach-state.ts'

const verdict = (code: MutabakatFailureCode | null) => ({ ok: code === null, code })

export const readReach = (services: Services, actor: Actor, id: string): Promise<Reach> =>
  services.store.inCompany(actor.company_id, trx => showReach(services, withTables(trx), actor, id))

/** Throws `letter_not_found`. */
export const showReach = async (services: Services, tables: MutabakatTrx, actor: Actor, id: string): Promise<Reach> => {
  const { company_id } = actor
  const letter = isUuid(id)
    ? await tables
        .selectFrom('mutabakat.letter')
        .selectAll()
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!letter) throw fail('letter_not_found')
  const { facts, decision, people, reading } = await readReachState(services, tables, letter)
  const open = await selectCalls(tables, company_id)
    .where('call.letter_id', '=', id)
    .where('call.state', '=', 'open')
    .execute()
  const [call = null] = await toCalls(tables, company_id, open, facts.now)
  const seen = (await seenBy(tables, company_id, [letter.counterparty_id], facts.now)).get(letter.counterparty_id)
  // Who reads is whoever has the link; without one it is the person who would be called.
  const link = reading && letter.reading_link_id ? await contactOf(tables, company_id, letter.reading_link_id) : null
  const reader = link && people.find(({ email, mobile }) => link.address === email || link.address === mobile)
  const person = reader ?? people.find(({ phone }) => phone !== null) ?? people[0]
  const { role } = readerOf(actor)
  const writes = role !== undefined && role !== 'viewer'
  const may = (code: MutabakatFailureCode | null) => verdict(writes ? code : 'role_too_low')
  const waits = isOpen(letter.status) ? null : 'letter_not_waiting'
  return {
    mutabakat_id: letter.id,
    next: decision.next && toReachStep(decision.next),
    hold: decision.hold,
    reading: reading && letter.reading_until ? { until: letter.reading_until.toISOString() } : null,
    contact: { name: person?.name ?? link?.contact_name ?? null, phone: person?.phone ?? null },
    best: bestMoment({ seen: seen ?? [], reading_until: letter.reading_until }, facts.now, facts.clock.time_zone),
    stopped: letter.reach_stopped_at && {
      by: letter.reach_stopped_by ?? '',
      at: letter.reach_stopped_at.toISOString(),
    },
    call,
    can: {
      stop: may(letter.reach_stopped_at ? 'reach_stopped' : waits),
      resume: may(letter.reach_stopped_at ? waits : 'reach_not_stopped'),
      finish_call: may(call === null ? 'call_not_found' : null),
      add_call: may(mayBeCalled(letter.status) && call === null ? null : 'letter_not_callable'),
    },
  }
}

const contactOf = (tables: MutabakatTrx, company_id: string, link_id: string) =>
  tables
    .selectFrom('mutabakat.link')
    .select(['address', 'contact_name'])
    .where('company_id', '=', company_id)
    .where('id', '=', link_id)
    .executeTakeFirst()
