/** The second factor of an account as rows: its sealed secret, the last code it took, and the backup codes. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Trx } from '#platform/store'
import type { IdentityOptions } from './identity-options.ts'
import { createSealedSecrets } from './sealed-secret.ts'
import type { AuthTables } from './tables.ts'
import { findStep, newSecret, toBase32 } from './totp.ts'

export const BACKUP_CODES = 10
/** 50 bits in base32: `k7m2x9qwfd`, shown as `k7m2x-9qwfd`. */
const BACKUP_CODE_SIGNS = 10

export type SecondFactorState = { on: boolean; since: Date | null; backup_codes_left: number }

/** Every function works inside the caller's transaction, which needs `asSystem`. */
export type SecondFactor = {
  read(trx: Trx, user_id: string): Promise<SecondFactorState>
  /** A new secret that nothing asks for yet; null when a confirmed one is there. */
  begin(trx: Trx, user_id: string): Promise<Buffer | null>
  /** Takes a code of the begun secret and turns it on. `absent`: nothing was begun, or it is on already. */
  confirm(trx: Trx, user_id: string, code: string): Promise<'on' | 'wrong' | 'absent'>
  /**
   * Uses up a code of the authenticator or a backup code. Each is good once, also when two nodes are asked at once: the
   * database lets one of them change the row.
   */
  use(trx: Trx, user_id: string, code: string): Promise<boolean>
  /** Ten new ones, as people see them; earlier ones are over. */
  renewBackupCodes(trx: Trx, user_id: string): Promise<string[]>
  remove(trx: Trx, user_id: string): Promise<void>
}

export const createSecondFactor = (options: Pick<IdentityOptions, 'secret' | 'now'>): SecondFactor => {
  const { now } = options
  const sealed = createSealedSecrets(options.secret)
  // Keyed, because fifty bits could be tried one after the other by whoever holds a copy of the table.
  const hashOf = (user_id: string, code: string) =>
    createHmac('sha256', options.secret).update(`backup code\n${user_id}\n${code}`).digest('base64url')

  const secretOf = async (trx: Trx, user_id: string, confirmed: boolean): Promise<Buffer | null> => {
    const row = await trx
      .withTables<AuthTables>()
      .selectFrom('auth.second_factor')
      .select('secret')
      .where('user_id', '=', user_id)
      .where('confirmed_at', confirmed ? 'is not' : 'is', null)
      .executeTakeFirst()
    return row ? sealed.open(row.secret, user_id) : null
  }

  /** A step is taken once, and never an earlier one after it: a code seen over a shoulder is worth nothing. */
  const takeStep = (trx: Trx, user_id: string, step: number) =>
    trx
      .withTables<AuthTables>()
      .updateTable('auth.second_factor')
      .set({ last_step: step })
      .where('user_id', '=', user_id)
      .where(({ or, eb }) => or([eb('last_step', 'is', null), eb('last_step', '<', BigInt(step))]))
      .returning('user_id')

  return {
    async read(trx, user_id) {
      const row = await trx
        .withTables<AuthTables>()
        .selectFrom('auth.second_factor as f')
        .select(({ selectFrom, fn }) => [
          'f.confirmed_at',
          selectFrom('auth.backup_code as b')
            .select(fn.countAll<bigint>().as('count'))
            .whereRef('b.user_id', '=', 'f.user_id')
            .where('b.used_at', 'is', null)
            .as('left'),
        ])
        .where('f.user_id', '=', user_id)
        .where('f.confirmed_at', 'is not', null)
        .executeTakeFirst()
      return { on: row !== undefined, since: row?.confirmed_at ?? null, backup_codes_left: Number(row?.left ?? 0) }
    },
    async begin(trx, user_id) {
      const secret = newSecret()
      const row = { user_id, secret: sealed.seal(secret, user_id), created_at: now(), last_step: null }
      const begun = await trx
        .withTables<AuthTables>()
        .insertInto('auth.second_factor')
        .values(row)
        .onConflict(conflict =>
          conflict.column('user_id').doUpdateSet(row).where('auth.second_factor.confirmed_at', 'is', null),
        )
        .returning('user_id')
        .executeTakeFirst()
      return begun ? secret : null
    },
    async confirm(trx, user_id, code) {
      const secret = await secretOf(trx, user_id, false)
      if (!secret) return 'absent'
      const step = findStep(secret, code, now())
      if (step === null) return 'wrong'
      const on = await takeStep(trx, user_id, step)
        .set({ confirmed_at: now() })
        .where('confirmed_at', 'is', null)
        .executeTakeFirst()
      return on ? 'on' : 'absent'
    },
    async use(trx, user_id, code) {
      if (/^\d{6}$/.test(code)) {
        const secret = await secretOf(trx, user_id, true)
        const step = secret && findStep(secret, code, now())
        return step !== null && (await takeStep(trx, user_id, step).executeTakeFirst()) !== undefined
      }
      const used = await trx
        .withTables<AuthTables>()
        .updateTable('auth.backup_code')
        .set({ used_at: now() })
        .where('user_id', '=', user_id)
        .where('code_hash', '=', hashOf(user_id, code))
        .where('used_at', 'is', null)
        .returning('user_id')
        .executeTakeFirst()
      return used !== undefined
    },
    async renewBackupCodes(trx, user_id) {
      const codes = Array.from({ length: BACKUP_CODES }, () =>
        toBase32(randomBytes(7)).slice(0, BACKUP_CODE_SIGNS).toLowerCase(),
      )
      const table = trx.withTables<AuthTables>()
      await table.deleteFrom('auth.backup_code').where('user_id', '=', user_id).execute()
      await table
        .insertInto('auth.backup_code')
        .values(codes.map(code => ({ user_id, code_hash: hashOf(user_id, code) })))
        .execute()
      return codes.map(code => `${code.slice(0, 5)}-${code.slice(5)}`)
    },
    async remove(trx, user_id) {
      const table = trx.withTables<AuthTables>()
      await table.deleteFrom('auth.backup_code').where('user_id', '=', user_id).execute()
      await table.deleteFrom('auth.second_factor').where('user_id', '=', user_id).execute()
    },
  }
}
