/** What a running job may do: report, stop when told, and end in the same transaction as its effect. */
import type { Trx } from '#platform/store'

/** `opens`: the file is one that browsers show, so people are offered to open it beside taking it. */
export type TaskResult = { counts: Record<string, number>; file_id: string | null; opens?: boolean }

export type JobContext = {
  readonly task_id: string
  readonly company_id: string | null
  readonly owner_id: string | null
  /** 1 for the first run. */
  readonly attempt: number
  /** Fires when the task is cancelled, when this process closes, and when another attempt took over. */
  readonly signal: AbortSignal
  /**
   * How far it is; call it as often as you like. Kept and told at most every 500 ms, or when a percent is full.
   * Throws Cancelled when the job should stop.
   */
  report(progress: { done: number; total?: number | null; step?: string; errors?: number }): Promise<void>
  /**
   * Ends the job inside the transaction of its effect: both happen or neither. Throws Cancelled (and so rolls the
   * effect back) when the task was cancelled or another attempt took over.
   */
  complete(trx: Trx, result: TaskResult): Promise<void>
}

/** A handler that returns nothing has nothing to count. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without `return` must fit, also one that returns another's Promise<void>.
export type JobHandler<Input> = (input: Input, job: JobContext) => Promise<TaskResult | void>
