/** Hours in which somebody sits at a desk: working days, 09:00 to 18:00, in the company's zone. */
import { addDays, type Day, dayInZone } from '../calendar-day.ts'
import { type Calendar, instantInZone, isWorkingDay } from '../working-day.ts'

export const OFFICE = { from: '09:00', until: '18:00' } as const

/** Longest row of days off that is believed; settings with more are wrong. */
const MOST_DAYS = 120

export type Clock = { time_zone: string; calendar: Calendar }

const hoursOf = (day: Day, { time_zone }: Clock): { from: Date; until: Date } => ({
  from: instantInZone(day, OFFICE.from, time_zone),
  until: instantInZone(day, OFFICE.until, time_zone),
})

/** The first instant from `wish` on that lies in working hours of a day that `suits`; null when none comes in sight. */
export const nextOfficeInstant = (wish: Date, clock: Clock, suits: (day: Day) => boolean = () => true): Date | null => {
  let day = dayInZone(wish, clock.time_zone)
  for (let tried = 0; tried < MOST_DAYS; tried++, day = addDays(day, 1)) {
    if (!isWorkingDay(day, clock.calendar) || !suits(day)) continue
    const { from, until } = hoursOf(day, clock)
    if (wish < until) return wish > from ? wish : from
  }
  return null
}

/** When `hours` working hours after `from` are over; null when that many do not come in sight. */
export const addWorkingHours = (from: Date, hours: number, clock: Clock): Date | null => {
  let left = hours * 3_600_000
  let at = nextOfficeInstant(from, clock)
  while (at !== null) {
    const day = dayInZone(at, clock.time_zone)
    const { until } = hoursOf(day, clock)
    if (at.getTime() + left <= until.getTime()) return new Date(at.getTime() + left)
    left -= until.getTime() - at.getTime()
    at = nextOfficeInstant(until, clock)
  }
  return null
}

/** The last instant from which `hours` working hours are over by `until`; null when there were not that many in sight. */
export const subtractWorkingHours = (until: Date, hours: number, clock: Clock): Date | null => {
  let left = hours * 3_600_000
  let day = dayInZone(until, clock.time_zone)
  for (let tried = 0; tried < MOST_DAYS; tried++, day = addDays(day, -1)) {
    if (!isWorkingDay(day, clock.calendar)) continue
    const office = hoursOf(day, clock)
    const end = Math.min(until.getTime(), office.until.getTime())
    const worked = Math.max(0, end - office.from.getTime())
    if (left <= worked) return new Date(end - left)
    left -= worked
  }
  return null
}

/** The last working day before `day`. */
export const workingDayBefore = (day: Day, { calendar }: Clock): Day => {
  let before = addDays(day, -1)
  for (let tried = 0; tried < MOST_DAYS && !isWorkingDay(before, calendar); tried++) before = addDays(before, -1)
  return before
}

/** The first working day from `day` on. */
export const workingDayFrom = (day: Day, { calendar }: Clock): Day => {
  let found = day
  for (let tried = 0; tried < MOST_DAYS && !isWorkingDay(found, calendar); tried++) found = addDays(found, 1)
  return found
}
