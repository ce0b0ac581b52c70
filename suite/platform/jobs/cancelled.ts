/** What a handler meets when its task was cancelled, or this process is closing. */

/** Thrown by `report` and `complete`, and the reason of `job.signal`. Handlers let it pass. */
export class Cancelled extends Error {
  /** `cancelled`: a person stopped the task. `closing`: this process ends; the job runs again elsewhere or later. */
  readonly why: 'cancelled' | 'closing' | 'lost'

  constructor(why: 'cancelled' | 'closing' | 'lost') {
    super(WHY[why])
    this.name = 'Cancelled'
    this.why = why
  }
}

const WHY = {
  cancelled: 'the task was cancelled',
  closing: 'this process is closing; the job will run again',
  lost: 'another attempt has taken over this job',
} as const
