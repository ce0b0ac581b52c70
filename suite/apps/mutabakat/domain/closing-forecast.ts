/** When open letters will be answered: at the pace so far, and between which days by all that is known of such periods. */
import { addDays, type Day } from './calendar-day.ts'
import { isWorkingDay } from './working-day.ts'

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

/** Official holidays count as days off for everybody: others do not answer on them, whatever we send. */
export type DaysOff = { religious_feasts: readonly Day[] }

export const isAnsweringDay = (day: Day, { religious_feasts }: DaysOff): boolean =>
  isWorkingDay(day, { send_on_holidays: false, religious_feasts })

/** Answers by working day, the first at `since`; what came on a day off is added to the working day before it. */
export const answersByWorkingDay = (
  answered: ReadonlyMap<Day, number>,
  since: Day,
  until: Day,
  daysOff: DaysOff,
): number[] => {
  const curve: number[] = []
  for (let day = since; day <= until; day = addDays(day, 1)) {
    const count = answered.get(day) ?? 0
    if (curve.length === 0 || isAnsweringDay(day, daysOff)) curve.push(count)
    else curve[curve.length - 1]! += count
  }
  return curve
}

export type ClosingLook = {
  today: Day
  /** Letters that have to be answered before it can close. */
  left: number
  /** Answers so far by working day; empty while no letter is out. */
  answers: readonly number[]
  /** The same of periods of this kind that ended. */
  earlier: readonly (readonly number[])[]
  daysOff: DaysOff
}

export type ClosingWindow =
  | { is: 'done' }
  | { is: 'unknown'; why: 'nothing_sent' | 'few_answers' | 'too_far' }
  | { is: 'range'; from: Day; likely: Day; to: Day; basis: 'pace' | 'earlier' | 'both'; earlier: number }

/** With fewer answers a pace is chance. */
const ENOUGH_ANSWERS = 3
/** About a year. */
const HORIZON_WORKING_DAYS = 250

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

const median = (counts: readonly number[]): number => {
  const sorted = counts.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}

/** Working days that a period took from the same share of its answers to the last one. */
const restOf = (answers: readonly number[], share: number): number => {
  const wanted = share * sum(answers)
  const last = answers.findLastIndex(count => count > 0)
  let come = 0
  const reached = answers.findIndex(count => {
    come += count
    return come >= wanted
  })
  return Math.max(1, last - reached)
}

const workingDaysAhead = (today: Day, count: number, daysOff: DaysOff): Day => {
  let day = today
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isAnsweringDay(day, daysOff)) left--
  }
  return day
}

/**
 * Two kinds of witnesses: this period's pace, which of n answers is uncertain by √n, and each earlier period from the
 * share this one has reached. The range is as wide as they differ, so it says how little is known.
 */
export const forecastWindow = ({ today, left, answers, earlier, daysOff }: ClosingLook): ClosingWindow => {
  if (left === 0) return { is: 'done' }
  if (answers.length === 0) return { is: 'unknown', why: 'nothing_sent' }
  const come = sum(answers)
  const stepsAt = (pace: number): number => Math.ceil((left * answers.length) / pace)
  const hasPace = come >= ENOUGH_ANSWERS
  const own = hasPace ? [stepsAt(come + Math.sqrt(come)), stepsAt(come - Math.sqrt(come))] : []
  const rests = earlier.filter(curve => sum(curve) >= ENOUGH_ANSWERS).map(curve => restOf(curve, come / (come + left)))
  if (own.length + rests.length === 0) return { is: 'unknown', why: 'few_answers' }
  const likely = Math.round(median([...(hasPace ? [stepsAt(come)] : []), ...rests]))
  const [from, to] = [Math.min(...own, ...rests), Math.max(...own, ...rests)]
  if (to > HORIZON_WORKING_DAYS) return { is: 'unknown', why: 'too_far' }
  const day = (steps: number) => workingDaysAhead(today, steps, daysOff)
  const basis = rests.length === 0 ? 'pace' : hasPace ? 'both' : 'earlier'
  return { is: 'range', from: day(from), likely: day(likely), to: day(to), basis, earlier: rests.length }
}
