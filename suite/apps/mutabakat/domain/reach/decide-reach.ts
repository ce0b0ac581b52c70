/** What happens next so that a letter reaches somebody, when and why: tables in, one decision out. */
import type {
  CallOutcome,
  CallReason,
  Channel,
  DeliveryState,
  LetterStatus,
  ReachHold,
  ReachReason,
  ReachSettings,
  ReachWay,
} from '../../contract/index.ts'
import { addDays, type Day, dayInZone } from '../calendar-day.ts'
import { isOpen } from '../letter-status.ts'
import { instantInZone } from '../working-day.ts'
import { addWorkingHours, type Clock, nextOfficeInstant, OFFICE, workingDayBefore } from './working-hours.ts'

/** Somebody who receives such letters and did not ask for none. `mobile`: a number that takes SMS. */
export type ReachPerson = {
  contact_id: string | null
  name: string | null
  email: string | null
  mobile: string | null
  phone: string | null
  bounced: boolean
}

type ReachTry = { channel: Channel; address: string; state: DeliveryState; sent_at: Date | null }

export type ReachFacts = {
  now: Date
  clock: Clock
  settings: ReachSettings
  status: LetterStatus
  reply_due: Day | null
  asked_until: Day | null
  stopped: boolean
  reading: boolean
  call_open: boolean
  people: readonly ReachPerson[]
  tries: readonly ReachTry[]
  /** SMS can leave: connected, with a title. */
  sms: boolean
  /** Working days on which a planned reminder goes out. */
  planned: ReadonlySet<Day>
  /** By address: days on which a message about any letter went there and did not come back. */
  messaged: ReadonlyMap<string, ReadonlySet<Day>>
  /** Calls about the letter that are over, in their order. */
  calls: readonly { reason: CallReason; outcome: CallOutcome | null; closed_at: Date }[]
}

export type ReachPlan = { at: Date; way: ReachWay; reason: ReachReason; person: ReachPerson | null }
export type ReachDecision = { next: ReachPlan; hold: null } | { next: null; hold: ReachHold }

/** So often somebody is called for one reason. */
const MOST_CALLS = 3

const held = (hold: ReachHold): ReachDecision => ({ next: null, hold })
const reached = ({ state }: ReachTry): boolean => state === 'sent' || state === 'delivered' || state === 'opened'

/** Null: there is nothing to go on from. */
const triggerOf = (facts: ReachFacts): { reason: ReachReason; from: Date } | null => {
  const { tries, clock, settings, status, reply_due, now } = facts
  if (status === 'viewed') {
    if (reply_due === null) return null
    const due = facts.asked_until !== null && facts.asked_until > reply_due ? facts.asked_until : reply_due
    return { reason: 'no_answer', from: instantInZone(workingDayBefore(due, clock), OFFICE.from, clock.time_zone) }
  }
  const arrived = tries.filter(reached).flatMap(({ sent_at }) => sent_at ?? [])
  if (arrived.length === 0) return tries.length > 0 ? { reason: 'bounced', from: now } : null
  const last = new Date(Math.max(...arrived.map(at => at.getTime())))
  const from = addWorkingHours(last, settings.unseen_hours, clock)
  return from && { reason: 'unseen', from }
}

type Way = { way: ReachWay; person: ReachPerson | null; from: Date }

/** Whom to call again, and not before when; null once it was done, or tried often enough. */
const callFrom = ({ calls, clock }: ReachFacts, reason: ReachReason, from: Date): Date | null => {
  const same = calls.filter(call => call.reason === reason)
  const last = same.at(-1)
  if (!last) return from
  const again = last.outcome === 'not_reached' || last.outcome === 'promised'
  if (!again || same.length >= MOST_CALLS) return null
  const tomorrow = instantInZone(addDays(dayInZone(last.closed_at, clock.time_zone), 1), OFFICE.from, clock.time_zone)
  return tomorrow > from ? tomorrow : from
}

const wayOf = (facts: ReachFacts, reason: ReachReason, from: Date): Way | null => {
  const { people, tries, settings } = facts
  const tried = (channel: Channel, address: string) =>
    tries.some(one => one.channel === channel && one.address === address)
  if (reason === 'bounced') {
    const person = people.find(({ email, bounced }) => email !== null && !bounced && !tried('email', email))
    if (person) return { way: 'email', person, from }
  }
  if (reason !== 'no_answer' && settings.ways.includes('sms') && facts.sms) {
    const person = people.find(({ mobile }) => mobile !== null && !tried('sms', mobile))
    if (person) return { way: 'sms', person, from }
  }
  const again = settings.ways.includes('call') ? callFrom(facts, reason, from) : null
  return again && { way: 'call', person: people.find(({ phone }) => phone !== null) ?? people[0] ?? null, from: again }
}

/**
 * A message goes out in working hours, one a working day to a person, and on no day with a planned reminder. Nothing is
 * done before the day is over until which time was asked for.
 */
const momentOf = (facts: ReachFacts, { way, person, from }: Way): Date | null => {
  const { now, clock, asked_until } = facts
  const message = way !== 'call'
  const mine = [person?.email, person?.mobile].flatMap(address => facts.messaged.get(address ?? '') ?? [])
  const free = (day: Day): boolean => {
    if (asked_until !== null && day <= asked_until) return false
    return !message || (!facts.planned.has(day) && !mine.some(days => days.has(day)))
  }
  return nextOfficeInstant(from > now ? from : now, clock, free)
}

export const decideReach = (facts: ReachFacts): ReachDecision => {
  if (!facts.settings.enabled) return held('off')
  if (!isOpen(facts.status)) return held('ended')
  if (facts.stopped) return held('stopped')
  if (facts.call_open) return held('called')
  if (facts.reading) return held('reading')
  if (facts.tries.some(({ state }) => state === 'queued')) return held('on_its_way')
  const trigger = triggerOf(facts)
  const way = trigger && wayOf(facts, trigger.reason, trigger.from)
  const at = way && momentOf(facts, way)
  if (!trigger || !way || !at) return held('no_way')
  return { next: { at, way: way.way, reason: trigger.reason, person: way.person }, hold: null }
}
