/** better-auth as this product uses it: the tables of accounts, reading and prolonging sessions, keys of connection tokens. */
import type { BetterAuthOptions } from 'better-auth'
import { jwt } from 'better-auth/plugins'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'

export const TOKEN_ISSUER = 'nabiz'
export const TOKEN_AUDIENCE = 'nabiz-rt'
export const TOKEN_TTL_S = 600

const DAY_S = 86_400
/** A session that is used is prolonged; a brief one ends with the browser, or after this at the latest. */
export const SESSION_S = 7 * DAY_S
export const BRIEF_SESSION_S = DAY_S

export type AuthSettings = {
  pool: pg.Pool
  /** 64 hex digits: signs cookies and encrypts the private keys of tokens. */
  secret: string
  publicUrl: string
  /** Behind https: cookies are Secure and bound to this host by their `__Host-` name. */
  secure: boolean
  id: () => string
}

export const cookieNames = (secure: boolean) => {
  const prefix = secure ? '__Host-nabiz' : 'nabiz'
  return { session: `${prefix}_session`, brief: `${prefix}_brief`, half: `${prefix}_half`, device: `${prefix}_device` }
}

/**
 * Its tables keep the names it gives them, in schema `auth`; the migration beside this file was compiled from these
 * options. Its own HTTP router, rate limiter, sign-in, sign-up and second factor are not used: decision 13.
 */
export const authOptions = (settings: AuthSettings) => {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: settings.pool }) })
  const names = cookieNames(settings.secure)
  const attributes = { secure: settings.secure, httpOnly: true, sameSite: 'lax' as const, path: '/' }
  return {
    appName: 'Nabız',
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    secret: settings.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    database: { db: db.withSchema('auth'), type: 'postgres', transaction: true },
    session: { expiresIn: SESSION_S, updateAge: DAY_S, cookieCache: { enabled: false } },
    advanced: {
      useSecureCookies: false,
      database: { generateId: () => settings.id() },
      cookies: {
        session_token: { name: names.session, attributes },
        dont_remember: { name: names.brief, attributes },
      },
    },
    plugins: [
      jwt({
        disableSettingJwtHeader: true,
        jwks: { keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' }, rotationInterval: 30 * DAY_S, gracePeriod: DAY_S },
        jwt: { issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE, expirationTime: `${TOKEN_TTL_S}s` },
      }),
    ],
  } satisfies BetterAuthOptions
}
