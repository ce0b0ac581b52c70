/** Everything that decides what happens next with a letter, read under its lock or for looking only; and the decision. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { isSmsNumber } from '#platform/contract'
import { emit, type Trx } from '#platform/store'
import type { ReachStep } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import {
  addDays,
  type Day,
  dayInZone,
  decideReach,
  type ReachDecision,
  type ReachFacts,
  type ReachPerson,
  type ReachPlan,
  workingDayFrom,
} from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { contactsFor } from '../cards/contacts-for.ts'
import { readSettings } from '../settings/read-settings.ts'

export type ReachState = {
  facts: ReachFacts
  decision: ReachDecision
  people: readonly ReachPerson[]
  reading: boolean
}

type Letter = Selectable<LetterTable>

const peopleOf = async (tables: MutabakatTrx, letter: Letter): Promise<ReachPerson[]> => {
  const all = await contactsFor(tables, letter.company_id, letter.counterparty_id, letter.kind)
  return all
    .filter(person => !person.opted_out)
    .map(({ contact_id, name, email, mobile, bounced_at }) => ({
      contact_id,
      name,
      email,
      mobile: mobile !== null && isSmsNumber(mobile) ? mobile : null,
      phone: mobile,
      bounced: bounced_at !== null,
    }))
}

/** Days on which something about any letter went to these addresses and did not come back; yesterday's are enough. */
const messagedOf = async (
  tables: MutabakatTrx,
  company_id: string,
  people: readonly ReachPerson[],
  { now, time_zone }: { now: Date; time_zone: string },
): Promise<Map<string, Set<Day>>> => {
  const addresses = people.flatMap(({ email, mobile }) => [email, mobile].filter(address => address !== null))
  const days = new Map<string, Set<Day>>()
  if (addresses.length === 0) return days
  const rows = await tables
    .selectFrom('mutabakat.delivery')
    .select(['address', 'created_at', 'sent_at'])
    .where('company_id', '=', company_id)
    .where('address', 'in', addresses)
    .where('created_at', '>', new Date(now.getTime() - 2 * 86_400_000))
    .where('state', 'not in', ['bounced', 'failed'])
    .execute()
  for (const { address, created_at, sent_at } of rows)
    days.set(address, (days.get(address) ?? new Set()).add(dayInZone(sent_at ?? created_at, time_zone)))
  return days
}

const triesOf = (tables: MutabakatTrx, letter: Letter) =>
  tables
    .selectFrom('mutabakat.delivery')
    .select(['channel', 'address', 'state', 'sent_at'])
    .where('company_id', '=', letter.company_id)
    .where('letter_id', '=', letter.id)
    .execute()

const callsOf = async (tables: MutabakatTrx, letter: Letter) => {
  const calls = await tables
    .selectFrom('mutabakat.call')
    .select(['reason', 'outcome', 'state', 'closed_at'])
    .where('company_id', '=', letter.company_id)
    .where('letter_id', '=', letter.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return {
    call_open: calls.some(({ state }) => state === 'open'),
    calls: calls.flatMap(({ reason, outcome, closed_at }) => (closed_at ? { reason, outcome, closed_at } : [])),
  }
}

/** The steps of the plan that are not done, each on the working day it goes out on. */
const plannedOf = async (
  tables: MutabakatTrx,
  letter: Letter,
  clock: ReachFacts['clock'],
  today: Day,
): Promise<Set<Day>> => {
  if (letter.sent_at === null || letter.reminder_plan.length === 0) return new Set()
  const done = await tables
    .selectFrom('mutabakat.reminder')
    .select('step')
    .where('company_id', '=', letter.company_id)
    .where('letter_id', '=', letter.id)
    .where('step', 'is not', null)
    .execute()
  const sent_on = dayInZone(letter.sent_at, clock.time_zone)
  const waiting = letter.reminder_plan.filter((_, step) => !done.some(one => one.step === step))
  return new Set(
    waiting.map(({ after_days }) => {
      const day = addDays(sent_on, after_days)
      return workingDayFrom(day > today ? day : today, clock)
    }),
  )
}

/** `messages` false: nothing may be sent now, so only a call is left. */
export const readReachState = async (
  services: Pick<Services, 'now' | 'sms'>,
  tables: MutabakatTrx,
  letter: Letter,
  { messages = true }: { messages?: boolean } = {},
): Promise<ReachState> => {
  const now = services.now()
  const settings = await readSettings(tables, letter.company_id)
  const { time_zone } = await tables
    .selectFrom('platform.company')
    .select('time_zone')
    .where('id', '=', letter.company_id)
    .executeTakeFirstOrThrow()
  const clock = { time_zone, calendar: settings }
  const people = await peopleOf(tables, letter)
  const reading = letter.reading_until !== null && letter.reading_until > now
  const facts: ReachFacts = {
    now,
    clock,
    settings: settings.reach,
    status: letter.status,
    reply_due: letter.reply_due,
    asked_until: letter.asked_until,
    stopped: letter.reach_stopped_at !== null,
    reading,
    people: messages ? people : people.map(person => ({ ...person, email: null })),
    tries: await triesOf(tables, letter),
    sms: messages && services.sms.lacks(settings.sms_title) === null,
    planned: await plannedOf(tables, letter, clock, dayInZone(now, time_zone)),
    messaged: await messagedOf(tables, letter.company_id, people, { now, time_zone }),
    ...(await callsOf(tables, letter)),
  }
  return { facts, decision: decideReach(facts), people, reading }
}

export const toReachStep = ({ at, way, reason, person }: ReachPlan): ReachStep => ({
  at: at.toISOString(),
  way,
  reason,
  to: person && (way === 'email' ? person.email : way === 'sms' ? person.mobile : person.phone),
})

/** What its sender and its company's screens learn of it now. */
export const tellReach = async (
  services: Pick<Services, 'now' | 'sms'>,
  trx: Trx,
  actor: Actor,
  letter_id: string,
): Promise<void> => {
  const tables = withTables(trx)
  const letter = await tables
    .selectFrom('mutabakat.letter')
    .selectAll()
    .where('company_id', '=', actor.company_id)
    .where('id', '=', letter_id)
    .executeTakeFirstOrThrow()
  const { title } = await tables
    .selectFrom('mutabakat.counterparty')
    .select('title')
    .where('company_id', '=', actor.company_id)
    .where('id', '=', letter.counterparty_id)
    .executeTakeFirstOrThrow()
  const { decision, reading } = await readReachState(services, tables, letter)
  await emit(trx, {
    type: 'mutabakat_reach',
    company_id: actor.company_id,
    user_id: actor.user_id,
    data: {
      mutabakat_id: letter.id,
      no: letter.no,
      counterparty: { id: letter.counterparty_id, title },
      sender_id: letter.sender_id,
      next: decision.next && toReachStep(decision.next),
      reading,
    },
  })
}
