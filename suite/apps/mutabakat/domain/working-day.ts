/** Working days of a company: no weekend, no official holiday; and the instant of an hour on one of them in its zone. */
import { addDays, type Day, dayInZone } from './calendar-day.ts'

/** Fixed by law. The two religious feasts follow the moon and come from the settings. */
const FIXED_HOLIDAYS: readonly string[] = ['01-01', '04-23', '05-01', '05-19', '07-15', '08-30', '10-29']

export type Calendar = { send_on_holidays: boolean; religious_feasts: readonly Day[] }

export const isHoliday = (day: Day, calendar: Pick<Calendar, 'religious_feasts'>): boolean =>
  FIXED_HOLIDAYS.includes(day.slice(5)) || calendar.religious_feasts.includes(day)

export const isWorkingDay = (day: Day, calendar: Calendar): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && (calendar.send_on_holidays || !isHoliday(day, calendar))
}

/** "09:30" of an instant in a zone. */
export const timeInZone = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant)

/** When it is `time` on `day` in a zone. An hour that a change of clocks leaves out becomes the one after it. */
export const instantInZone = (day: Day, time: string, timeZone: string): Date => {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const shown = (instant: number) => {
    const at = new Date(instant)
    return Date.parse(`${dayInZone(at, timeZone)}T${timeInZone(at, timeZone)}:00Z`)
  }
  // The zone's offset at the guess, and once more at what it led to: the two differ around a change of clocks.
  const guess = wanted - (shown(wanted) - wanted)
  return new Date(guess - (shown(guess) - wanted))
}

/** Longest row of days off that is believed: settings with more are wrong, and must not make this loop for ever. */
const MOST_DAYS = 60

/** The first instant after `now` that is `time` on a working day, on `from` at the earliest. */
export const nextWorkingInstant = (
  wish: { from: Day | null; time: string },
  now: Date,
  timeZone: string,
  calendar: Calendar,
): Date => {
  const today = dayInZone(now, timeZone)
  let day = wish.from !== null && wish.from > today ? wish.from : today
  for (let tried = 0; tried < MOST_DAYS; tried++, day = addDays(day, 1)) {
    if (!isWorkingDay(day, calendar)) continue
    const at = instantInZone(day, wish.time, timeZone)
    if (at > now) return at
  }
  return instantInZone(day, wish.time, timeZone)
}
