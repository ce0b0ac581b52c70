/** Which step of a letter's reminder plan is due. */
import type { ReminderStep } from '../contract/index.ts'
import { addDays, type Day } from './calendar-day.ts'

/**
 * Of the steps whose day has come and that are not done: the last is sent, earlier ones are passed over, so that a
 * letter is never reminded of twice because a process slept. Null: nothing is due.
 */
export const dueReminder = (
  plan: readonly ReminderStep[],
  sent_on: Day,
  done: ReadonlySet<number>,
  today: Day,
): {
  step: number
  channel: ReminderStep['channel']
  passed_over: { step: number; channel: ReminderStep['channel'] }[]
} | null => {
  const due = plan
    .map(({ after_days, channel }, step) => ({ step, channel, day: addDays(sent_on, after_days) }))
    .filter(({ step, day }) => day <= today && !done.has(step))
  const last = due.pop()
  if (!last) return null
  return {
    step: last.step,
    channel: last.channel,
    passed_over: due.map(({ step, channel }) => ({ step, channel })),
  }
}
