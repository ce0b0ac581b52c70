/** Who does a thing, in which company: what every service takes beside its input. */
import type { Role } from '#platform/contract'
import type { Trx } from '#platform/store'

export type Actor = {
  company_id: string
  /** `guest:{link_id}` for a guest, `system` for a job. */
  user_id: string
  name: string
  /** In the company; absent for guests and jobs, who may do nothing that asks for one. */
  role?: Role
  /** Keeps the answer of a repeatable request in the transaction of its effect; services call it last in it. */
  remember?: (trx: Trx, answer: unknown) => Promise<void>
}

/** A user's id where one is needed in a column of users; guests and jobs have none. */
export const userIdOf = (actor: Actor): string | null =>
  actor.user_id === 'system' || actor.user_id.startsWith('guest:') ? null : actor.user_id
