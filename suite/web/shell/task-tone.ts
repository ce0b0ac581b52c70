/** The colour that says how a task stands. */
import type { Task } from '#platform/contract'
import type { Tone } from '../kit/badge.tsx'

export const TASK_TONES: Record<Task['state'], Tone> = {
  queued: 'neutral',
  running: 'live',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
}
