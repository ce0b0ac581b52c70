/** When a report is worth keeping and telling, and how fast the work goes. Pure: time comes in. */
import { percentOf } from './task-row.ts'
import type { Reported } from './task-state.ts'

export type Report = { done: number; total?: number | null; step?: string; errors?: number }

/** A percent more is told at once, but not more often than screens can use; anything else every half second. */
const EVERY_MS = 500
const PERCENT_EVERY_MS = 100

export type Progress = {
  /** Takes a report; returns what to keep and tell, or null when it is too soon. */
  take(report: Report, now_ms: number): Reported | null
}

export const createProgress = (started_ms: number): Progress => {
  let last: { at: number; percent: number | null; step: string | null } | null = null
  let kept: Pick<Reported, 'total' | 'step' | 'errors'> = { total: null, step: null, errors: 0 }
  let first: { done: number; at: number } | null = null

  return {
    take(report, now) {
      kept = {
        total: report.total === undefined ? kept.total : report.total,
        step: report.step ?? kept.step,
        errors: report.errors ?? kept.errors,
      }
      // A resumed job begins where the last attempt stopped: what was done before is not this attempt's speed.
      first ??= { done: report.done, at: started_ms }
      const percent = percentOf(report.done, kept.total)
      if (last && !isDue(last, { at: now, percent, step: kept.step }, report.done === kept.total)) return null
      last = { at: now, percent, step: kept.step }
      const seconds = (now - first.at) / 1000
      const rate = seconds > 0 && report.done > first.done ? (report.done - first.done) / seconds : null
      const left = kept.total === null ? null : Math.max(0, kept.total - report.done)
      return { done: report.done, ...kept, rate, eta_s: rate && left !== null ? left / rate : null }
    },
  }
}

type Moment = { at: number; percent: number | null; step: string | null }

const isDue = (last: Moment, next: Moment, isEnd: boolean): boolean => {
  const waited = next.at - last.at
  if (waited >= EVERY_MS) return true
  if (isEnd && next.percent !== last.percent) return true
  if (waited < PERCENT_EVERY_MS) return false
  if (next.step !== last.step) return true
  return next.percent !== null && (last.percent === null || next.percent - last.percent >= 1)
}
