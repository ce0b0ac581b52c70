/** When somebody at a counterparty is likely to pick up the phone. */
import type { BestMoment } from '../../contract/index.ts'
import { dayInZone } from '../calendar-day.ts'
import { timeInZone } from '../working-day.ts'
import { OFFICE } from './working-hours.ts'

/** Fewer times that they were seen at work are no habit. */
const LEAST_FACTS = 3
const SLOTS = [
  ['09:00', '11:00'],
  ['11:00', '13:00'],
  ['13:00', '15:00'],
  ['15:00', '18:00'],
] as const

const weekdayOf = (instant: Date, time_zone: string): number =>
  new Date(`${dayInZone(instant, time_zone)}T00:00:00Z`).getUTCDay() || 7

const slotAt = (instant: Date, time_zone: string): number => {
  const time = timeInZone(instant, time_zone)
  return SLOTS.findIndex(([from, until]) => time >= from && time < until)
}

/**
 * `seen`: when the counterparty opened or answered a letter. Only weekdays in working hours count: nobody is called at night
 * because they once read at night. Of slots with the same count the next to come is taken.
 */
export const bestMoment = (
  { seen, reading_until }: { seen: readonly Date[]; reading_until: Date | null },
  now: Date,
  time_zone: string,
): BestMoment => {
  if (reading_until !== null && reading_until > now) return { kind: 'now', until: reading_until.toISOString() }
  const counts = new Map<number, number>()
  let facts = 0
  for (const at of seen) {
    const [weekday, slot] = [weekdayOf(at, time_zone), slotAt(at, time_zone)]
    if (weekday > 5 || slot < 0) continue
    facts++
    const key = (weekday - 1) * SLOTS.length + slot
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  if (facts < LEAST_FACTS) return { kind: 'office', ...OFFICE }
  const week = 7 * SLOTS.length
  const slot = slotAt(now, time_zone)
  // After the last slot of today the first of tomorrow is next; before the first one that is.
  const passed = slot >= 0 ? slot : timeInZone(now, time_zone) < OFFICE.from ? 0 : SLOTS.length
  const today = (weekdayOf(now, time_zone) - 1) * SLOTS.length + passed
  const [best] = [...counts].sort(
    ([a, of_a], [b, of_b]) => of_b - of_a || ((a - today + week) % week) - ((b - today + week) % week),
  )
  const key = best![0]
  const [from, until] = SLOTS[key % SLOTS.length]!
  return { kind: 'habit', weekday: Math.floor(key / SLOTS.length) + 1, from, until, facts }
}
