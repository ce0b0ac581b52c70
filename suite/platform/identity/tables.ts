/** The columns of schema `auth` that our own queries touch. Names in camelCase are better-auth's. */
import type { ColumnType } from 'kysely'
import type { SignInOutcome } from '#platform/contract'

type Stamp = ColumnType<Date, Date | undefined, Date>

export type AuthTables = {
  'auth.user': {
    id: string
    name: string
    email: string
    emailVerified: boolean
    image: ColumnType<string | null, string | null | undefined, string | null>
    createdAt: Stamp
    updatedAt: Stamp
  }
  'auth.session': {
    id: string
    token: string
    userId: string
    expiresAt: Date
    createdAt: Stamp
    updatedAt: Date
    ipAddress: string | null
    userAgent: string | null
  }
  'auth.account': {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string | null
    createdAt: Stamp
    updatedAt: Date
  }
  'auth.sign_in_try': { key: string; tries: number; window_ends: Date }
  /** `confirmed_at` null: begun, not asked for. `last_step`: of the newest code it took. */
  'auth.second_factor': {
    user_id: string
    secret: string
    confirmed_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    last_step: ColumnType<bigint | null, number | null | undefined, number | null>
    created_at: Date
  }
  'auth.backup_code': {
    user_id: string
    code_hash: string
    used_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  'auth.half_sign_in': { token_hash: string; user_id: string; remember: boolean; expires_at: Date }
  'auth.mail_link': { purpose: 'reset' | 'sign_up'; email: string; token_hash: string; expires_at: Date }
  'auth.sign_in_record': {
    id: string
    user_id: string
    at: Date
    ip: string | null
    agent: string | null
    outcome: SignInOutcome
  }
}
