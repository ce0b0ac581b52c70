/** How often somebody may guess: counted before the password is looked at, so a hundred guesses at once gain nothing. */
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { fail } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import type { AuthTables } from './tables.ts'

const MINUTE_MS = 60_000

/**
 * - `pair`: one account from one source; what locks a guesser out.
 * - `source`: all accounts from one source; stops trying one password on everybody.
 * - `account`: one account from all unknown sources; stops a swarm. Only this one can touch the owner, and not on a
 *   device that signed in before.
 * - `device`: one account from a browser that signed in before, instead of the three above.
 * - `password`: the current password asked of somebody who is signed in.
 */
const LIMITS = {
  pair: { tries: 5, window_ms: 15 * MINUTE_MS },
  source: { tries: 50, window_ms: 15 * MINUTE_MS },
  account: { tries: 100, window_ms: 60 * MINUTE_MS },
  device: { tries: 10, window_ms: 15 * MINUTE_MS },
  password: { tries: 5, window_ms: 15 * MINUTE_MS },
} as const
type LimitName = keyof typeof LIMITS
type Count = { limit: LimitName; of: string }

/** Whose try it is. `device`: what the device cookie says, else null. */
export type Guesser = { email: string; source: string; device: string | null }

export type SignInLimit = {
  /** Counts a try; throws `rate_limited` with the time to wait. Equal for addresses that exist and that do not. */
  count(guesser: Guesser): Promise<void>
  /** The password was right: this try and the account's earlier ones from here do not count. */
  forgive(guesser: Guesser): Promise<void>
  countPassword(user_id: string): Promise<void>
  forgivePassword(user_id: string): Promise<void>
}

export const createSignInLimit = (options: { store: Store; secret: Buffer; now: () => Date }): SignInLimit => {
  const keyOf = ({ limit, of }: Count) =>
    `${limit}:${createHmac('sha256', options.secret).update(of).digest('base64url')}`

  const inTrx = <T>(fn: (trx: Trx) => Promise<T>) => options.store.asSystem('tries to sign in', fn)

  /** Counts, and returns how long to wait in ms; 0 while within the limits. */
  const take = async (trx: Trx, counts: Count[]): Promise<number> => {
    const now = options.now()
    const rows = counts
      .map(count => ({ ...count, key: keyOf(count) }))
      // One order for everybody, or two requests would wait for each other.
      .sort((a, b) => (a.key < b.key ? -1 : 1))
    const taken = await trx
      .withTables<AuthTables>()
      .insertInto('auth.sign_in_try')
      .values(
        rows.map(({ key, limit }) => ({
          key,
          tries: 1,
          window_ends: new Date(now.getTime() + LIMITS[limit].window_ms),
        })),
      )
      .onConflict(conflict =>
        conflict.column('key').doUpdateSet({
          tries: sql<number>`case when sign_in_try.window_ends <= ${now} then 1 else sign_in_try.tries + 1 end`,
          window_ends: sql<Date>`case when sign_in_try.window_ends <= ${now}
            then excluded.window_ends else sign_in_try.window_ends end`,
        }),
      )
      .returning(['key', 'tries', 'window_ends'])
      .execute()
    const over = taken.filter(row => row.tries > LIMITS[rows.find(({ key }) => key === row.key)!.limit].tries)
    return over.length === 0 ? 0 : Math.max(...over.map(row => row.window_ends.getTime())) - now.getTime()
  }

  const counts = ({ email, source, device }: Guesser) =>
    device === null
      ? {
          first: [
            { limit: 'pair', of: `${email}\n${source}` },
            { limit: 'source', of: source },
          ] satisfies Count[],
          // Only tries that are really evaluated count against the account: a locked-out guesser adds nothing here.
          afterwards: [{ limit: 'account', of: email }] satisfies Count[],
        }
      : { first: [{ limit: 'device', of: `${email}\n${device}` }] satisfies Count[], afterwards: [] }

  const settle = async (trx: Trx, kept: Count[], cleared: Count[]) => {
    const table = trx.withTables<AuthTables>()
    if (cleared.length > 0) await table.deleteFrom('auth.sign_in_try').where('key', 'in', cleared.map(keyOf)).execute()
    for (const key of kept.map(keyOf).sort())
      await table
        .updateTable('auth.sign_in_try')
        .set({ tries: sql<number>`greatest(tries - 1, 0)` })
        .where('key', '=', key)
        .execute()
    // Windows that are over say nothing; whoever signs in takes a few of them away.
    await sql`delete from auth.sign_in_try where key in
      (select key from auth.sign_in_try where window_ends < ${options.now()} limit 100 for update skip locked)`.execute(
      trx,
    )
  }

  // Thrown after the transaction: thrown inside, the refusal would roll its own count back.
  const takeOrRefuse = async (wanted: Count[]): Promise<void> => {
    if (wanted.length === 0) return
    const wait = await inTrx(trx => take(trx, wanted))
    if (wait > 0) throw fail('rate_limited', { retryAfterMs: wait, params: { minutes: Math.ceil(wait / MINUTE_MS) } })
  }

  return {
    async count(guesser) {
      const { first, afterwards } = counts(guesser)
      await takeOrRefuse(first)
      await takeOrRefuse(afterwards)
    },
    async forgive(guesser) {
      const { first, afterwards } = counts(guesser)
      const own = first.filter(({ limit }) => limit === 'pair' || limit === 'device')
      await inTrx(trx => settle(trx, [...first.filter(count => !own.includes(count)), ...afterwards], own))
    },
    countPassword: user_id => takeOrRefuse([{ limit: 'password', of: user_id }]),
    forgivePassword: user_id => inTrx(trx => settle(trx, [], [{ limit: 'password', of: user_id }])),
  }
}
