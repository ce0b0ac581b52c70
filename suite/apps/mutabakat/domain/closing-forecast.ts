/** When the open letters of somebody will be answered if answers keep coming as they came so far. */
import { addDays, type Day } from './calendar-day.ts'

export type AnswerPace = {
  /** The first day one of these letters was out. */
  since: Day
  today: Day
  answered: number
  waiting: number
}

/** Further away than this nobody plans by it. */
const HORIZON_DAYS = 365

const DAY_MS = 86_400_000

/** `done`: nothing waits. `unknown`: nobody answered yet, or it would take over a year. `day`: never today. */
export type ClosingForecast = { is: 'done' } | { is: 'unknown' } | { is: 'day'; day: Day }

export const forecastClosing = ({ since, today, answered, waiting }: AnswerPace): ClosingForecast => {
  if (waiting === 0) return { is: 'done' }
  if (answered === 0) return { is: 'unknown' }
  const days = Math.max(1, Math.round((Date.parse(today) - Date.parse(since)) / DAY_MS))
  const left = Math.ceil((waiting * days) / answered)
  return left > HORIZON_DAYS ? { is: 'unknown' } : { is: 'day', day: addDays(today, left) }
}
