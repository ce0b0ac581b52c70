/** The reach engine: takes the next step of a letter once its moment has come, by event or by the clock. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure, isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { reachJob } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { type ReachMoment, reachCandidates } from '../../data/reach-candidates.ts'
import {
  addDays,
  dayInZone,
  nextOfficeInstant,
  type ReachPlan,
  subtractWorkingHours,
  workingDayFrom,
} from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { openCall } from '../calls/open-call.ts'
import { type CompanyNow, companiesNow } from '../companies-now.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { readSettings } from '../settings/read-settings.ts'
import { reachContact } from './reach-contact.ts'
import { readReachFacts } from './reach-facts.ts'
import { readReachState, tellReach } from './reach-state.ts'
import { refreshDeliveryState } from './settle-delivery.ts'

const PAGE = 500
/** Behind letters that somebody waits for. */
const LATER = -1

/** In the transaction of what changed; the step is taken by a job of its own, and not at all where the engine is off. */
export const askReach = async (
  services: Services,
  trx: Trx,
  letter: { company_id: string; letter_id: string },
): Promise<void> => {
  const { company_id } = letter
  const { reach } = await readSettings(withTables(trx), company_id)
  if (reach.enabled) await services.jobs.enqueue(trx, reachJob, letter, { company_id, owner_id: null, priority: LATER })
}

/** Every company in its own working hours: outside them nothing is due. Returns how many steps were taken. */
export const runReach = async (services: Services): Promise<{ steps: number }> => {
  let steps = 0
  for (const company of await companiesNow(services))
    for await (const id of dueLetters(services, company)) if (await reachLetter(services, company.id, id)) steps++
  return { steps }
}

/** Of one company, in portions; what is looked at makes no difference to what comes after it. */
export async function* dueLetters(services: Services, company: CompanyNow): AsyncGenerator<string> {
  const { id: company_id } = company
  const moment = await services.store.inCompany(company_id, trx => momentOf(services, withTables(trx), company))
  if (!moment) return
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page = { after, limit: PAGE }
    const due = await services.store.inCompany(company_id, trx =>
      reachCandidates(withTables(trx), company_id, moment, page),
    )
    yield* due
    if (due.length < PAGE) return
    after = due.at(-1)!
  }
}

/** Null where the engine is off, and outside working hours. */
const momentOf = async (
  services: Services,
  tables: MutabakatTrx,
  { id, time_zone }: CompanyNow,
): Promise<ReachMoment | null> => {
  const calendar = await readSettings(tables, id)
  const { reach: settings } = calendar
  const now = services.now()
  const clock = { time_zone, calendar }
  if (!settings.enabled || nextOfficeInstant(now, clock)?.getTime() !== now.getTime()) return null
  const today = dayInZone(now, time_zone)
  return {
    ...{ now, today, time_zone, settings },
    sms: services.sms.lacks(calendar.sms_title) === null,
    unseen_since: subtractWorkingHours(now, settings.unseen_hours, clock) ?? new Date(0),
    // The working day before the day of answer has come: no other working day lies between.
    due_by: workingDayFrom(addDays(today, 1), clock),
  }
}

/**
 * True when a step was taken. Safe to run again: what was done is a delivery or a call, and the decision knows them. A
 * message that is refused (the day's budget, a number no provider takes) leaves nothing behind, and a call takes its place.
 */
export const reachLetter = async (services: Services, company_id: string, letter_id: string): Promise<boolean> => {
  if (!isUuid(letter_id)) return false
  try {
    return await step(services, company_id, letter_id, { messages: true })
  } catch (error) {
    if (!(error instanceof Failure) || error.status >= 500) throw error
    return step(services, company_id, letter_id, { messages: false })
  }
}

/** Under the letter's lock: an answer of the same moment wins. */
const step = (
  services: Services,
  company_id: string,
  letter_id: string,
  allowed: { messages: boolean },
): Promise<boolean> =>
  services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, company_id, letter_id)
    const { facts, decision } = await readReachState(services, tables, letter, allowed)
    const { next } = decision
    if (next === null || next.at > facts.now) return false
    const actor: Actor = { company_id, user_id: 'system', name: 'system' }
    if (next.way === 'call') {
      const contact_id = next.person?.contact_id ?? null
      await openCall(services, trx, actor, letter, { reason: next.reason, contact_id, asked_by: null })
    } else await sendMessage(services, trx, actor, letter.id, next)
    await tellReach(services, trx, actor, letter.id)
    return true
  })

/** To whom nothing came yet it is the letter itself; to the others a reminder of it. */
const sendMessage = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_id: string,
  { way, reason, person }: ReachPlan,
): Promise<void> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const facts = await readReachFacts(tables, company_id, letter_id)
  const channel = way === 'email' ? 'email' : 'sms'
  const address = channel === 'email' ? person?.email : person?.mobile
  if (!person || !address) throw new Error(`a message about ${letter_id} was decided without an address`)
  const to = { contact_id: person.contact_id, name: person.name, channel, address } as const
  await reachContact(services, trx, actor, { ...facts, reply_due: facts.reply_due! }, to, {
    purpose: reason === 'bounced' ? 'letter' : 'reminder',
    priority: LATER,
  })
  if (!(await refreshDeliveryState(tables, company_id, letter_id)))
    await tables
      .updateTable('mutabakat.letter')
      .set({ rev: sql`rev + 1` })
      .where('company_id', '=', company_id)
      .where('id', '=', letter_id)
      .execute()
  await services.audit(trx, {
    company_id,
    actor: 'system',
    action: 'letter.reached',
    object: { type: 'letter', id: letter_id },
    new: { channel, address, reason },
  })
  await announceLetter(services, trx, actor, letter_id, 'mutabakat_updated', { channel, reason }, 'reach_sent')
}
