/** How often somebody may guess: counted before the password or code is looked at, so a hundred at once gain nothing. */
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
 * - `code_…`: the same for the code of the second factor, which is only asked of somebody who knew the password.
 * - `own`: the current password or a code asked of somebody who is signed in.
 * - `mail`: mails that a stranger can make us send to one address.
 */
const LIMITS = {
  pair: { tries: 5, window_ms: 15 * MINUTE_MS },
  source: { tries: 50, window_ms: 15 * MINUTE_MS },
  account: { tries: 100, window_ms: 60 * MINUTE_MS },
  device: { tries: 10, window_ms: 15 * MINUTE_MS },
  code_pair: { tries: 5, window_ms: 15 * MINUTE_MS },
  code_account: { tries: 20, window_ms: 60 * MINUTE_MS },
  code_device: { tries: 10, window_ms: 15 * MINUTE_MS },
  own: { tries: 5, window_ms: 15 * MINUTE_MS },
  mail: { tries: 3, window_ms: 60 * MINUTE_MS },
} as const
type LimitName = keyof typeof LIMITS
type Count = { limit: LimitName; of: string }

/** Whose try it is. `device`: what the device cookie says, else null. */
export type Guesser = { asked: 'password' | 'code'; email: string; source: string; device: string | null }

/** `first`: nobody was told yet within this window; what is written down once is written down then. */
export type Locked = { wait_ms: number; first: boolean }

export type SignInLimit = {
  /** Counts a try; null while it may be looked at. Equal for addresses that exist and that do not. */
  count(guesser: Guesser): Promise<Locked | null>
  /** It was right: this try and the account's earlier ones from here do not count. */
  forgive(guesser: Guesser): Promise<void>
  /** Throws `rate_limited`. */
  countOwn(user_id: string): Promise<void>
  forgiveOwn(user_id: string): Promise<void>
  /** False when this address got enough mails of this kind within the hour. */
  countMail(purpose: string, email: string): Promise<boolean>
}

export const tooMany = (wait_ms: number) =>
  fail('rate_limited', { retryAfterMs: wait_ms, params: { minutes: Math.ceil(wait_ms / MINUTE_MS) } })

/** Only tries that are really looked at count against the account: a locked-out guesser adds nothing to `afterwards`. */
const countsOf = ({ asked, email, source, device }: Guesser): { first: Count[]; afterwards: Count[] } => {
  const pair = `${email}\n${source}`
  const known = `${email}\n${device}`
  if (asked === 'code')
    return device === null
      ? { first: [{ limit: 'code_pair', of: pair }], afterwards: [{ limit: 'code_account', of: email }] }
      : { first: [{ limit: 'code_device', of: known }], afterwards: [] }
  if (device !== null) return { first: [{ limit: 'device', of: known }], afterwards: [] }
  return {
    first: [
      { limit: 'pair', of: pair },
      { limit: 'source', of: source },
    ],
    afterwards: [{ limit: 'account', of: email }],
  }
}

export const createSignInLimit = (options: { store: Store; secret: Buffer; now: () => Date }): SignInLimit => {
  const keyOf = ({ limit, of }: Count) =>
    `${limit}:${createHmac('sha256', options.secret).update(of).digest('base64url')}`

  const inTrx = <T>(fn: (trx: Trx) => Promise<T>) => options.store.asSystem('tries to sign in', fn)

  const take = async (trx: Trx, counts: Count[]): Promise<Locked | null> => {
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
    const over = taken
      .map(row => ({ ...row, most: LIMITS[rows.find(({ key }) => key === row.key)!.limit].tries }))
      .filter(({ tries, most }) => tries > most)
    if (over.length === 0) return null
    return {
      wait_ms: Math.max(...over.map(row => row.window_ends.getTime())) - now.getTime(),
      first: over.some(({ tries, most }) => tries === most + 1),
    }
  }

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

  const count = async (wanted: Count[]): Promise<Locked | null> =>
    wanted.length === 0 ? null : inTrx(trx => take(trx, wanted))

  return {
    async count(guesser) {
      const { first, afterwards } = countsOf(guesser)
      return (await count(first)) ?? (await count(afterwards))
    },
    async forgive(guesser) {
      const { first, afterwards } = countsOf(guesser)
      const shared = first.filter(({ limit }) => limit === 'source')
      const own = first.filter(({ limit }) => limit !== 'source')
      await inTrx(trx => settle(trx, [...shared, ...afterwards], own))
    },
    async countOwn(user_id) {
      // Thrown after the transaction: thrown inside, the refusal would roll its own count back.
      const locked = await count([{ limit: 'own', of: user_id }])
      if (locked) throw tooMany(locked.wait_ms)
    },
    forgiveOwn: user_id => inTrx(trx => settle(trx, [], [{ limit: 'own', of: user_id }])),
    countMail: async (purpose, email) => (await count([{ limit: 'mail', of: `${purpose}\n${email}` }])) === null,
  }
}
