/** Between the password and the code: no session, only a note for ten minutes that the password was right. */
import type { Trx } from '#platform/store'
import { readCookies, writeCookie } from './cookies.ts'
import type { IdentityOptions } from './identity-options.ts'
import { hashLinkToken, newLinkToken } from './secret-link.ts'
import type { AuthTables } from './tables.ts'

const MINUTES_VALID = 10

export type HalfSignedIn = { user_id: string; remember: boolean }

export type HalfSignIns = {
  /** Returns the cookie that finds it again. */
  begin(trx: Trx, half: HalfSignedIn): Promise<string>
  find(trx: Trx, cookie: string | undefined): Promise<(HalfSignedIn & { email: string; name: string }) | null>
  /** False when another request was quicker. */
  end(trx: Trx, cookie: string | undefined): Promise<boolean>
  clear(): string
}

export const createHalfSignIns = (
  options: Pick<IdentityOptions, 'now'> & { names: { half: string }; secure: boolean },
): HalfSignIns => {
  const { now, secure } = options
  const hashOf = (cookie: string | undefined) => hashLinkToken(readCookies(cookie)[options.names.half] ?? '')
  return {
    async begin(trx, half) {
      const token = newLinkToken()
      const expires_at = new Date(now().getTime() + MINUTES_VALID * 60_000)
      const table = trx.withTables<AuthTables>()
      await table.deleteFrom('auth.half_sign_in').where('expires_at', '<', now()).execute()
      await table
        .insertInto('auth.half_sign_in')
        .values({ ...half, token_hash: hashLinkToken(token), expires_at })
        .execute()
      return writeCookie(options.names.half, token, { secure, maxAge_s: MINUTES_VALID * 60 })
    },
    async find(trx, cookie) {
      const found = await trx
        .withTables<AuthTables>()
        .selectFrom('auth.half_sign_in as h')
        .innerJoin('auth.user as u', 'u.id', 'h.user_id')
        .select(['h.user_id', 'h.remember', 'u.email', 'u.name'])
        .where('h.token_hash', '=', hashOf(cookie))
        .where('h.expires_at', '>', now())
        .executeTakeFirst()
      return found ?? null
    },
    async end(trx, cookie) {
      const ended = await trx
        .withTables<AuthTables>()
        .deleteFrom('auth.half_sign_in')
        .where('token_hash', '=', hashOf(cookie))
        .returning('user_id')
        .executeTakeFirst()
      return ended !== undefined
    },
    clear: () => writeCookie(options.names.half, '', { secure, maxAge_s: 0 }),
  }
}
