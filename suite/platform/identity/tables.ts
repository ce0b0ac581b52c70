/** The columns of schema `auth` that our own queries touch. Names are better-auth's, except for the tries. */
import type { ColumnType } from 'kysely'

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
}
