/** Routes of a person's own security: the second factor with its backup codes, and the history of their sign-ins. */
import { z } from 'zod'
import { listQuery, pageOf } from '../page.ts'
import { defineRoute } from '../route.ts'
import { signInAnswerSchema } from './account.ts'
import { passwordSchema } from './address.ts'

/** The six digits an authenticator shows, or a backup code (`k7m2x-9qwfd`); spaces and case do not matter. */
export const codeSchema = z
  .string()
  .max(40)
  .transform(code => code.replace(/[\s-]/g, '').toLowerCase())
  .refine(code => /^(?:\d{6}|[a-z2-7]{10})$/.test(code), { error: 'code' })

/**
 * After `signInRoute` answered `second_factor`. Refuses with `wrong_code`, with `rate_limited`, and with
 * `unauthenticated` when the password was right more than ten minutes ago: then begin again with the password.
 */
export const enterCodeRoute = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-in/code',
  access: 'public',
  summary: 'Finish signing in with a code of the second factor, or a backup code',
  body: z.object({ code: codeSchema }),
  response: signInAnswerSchema,
  rate: 60,
})

export const secondFactorSchema = z.object({
  /** Asked at every sign-in. */
  on: z.boolean(),
  since: z.string().nullable(),
  /** Of ten; 0 while it is off. */
  backup_codes_left: z.number().int(),
})
export type SecondFactor = z.infer<typeof secondFactorSchema>

export const readSecondFactorRoute = defineRoute({
  method: 'GET',
  path: '/api/me/second-factor',
  access: 'user',
  summary: 'Whether this person signs in with a second factor',
  response: secondFactorSchema,
})

/**
 * Nothing is asked at sign-in until `confirmSecondFactorRoute`; beginning again takes the place of an unconfirmed secret.
 * Refuses with `wrong_password`, `rate_limited`, or `second_factor_on`.
 */
export const beginSecondFactorRoute = defineRoute({
  method: 'POST',
  path: '/api/me/second-factor',
  access: 'user',
  summary: 'Begin setting up a second factor: a secret for the authenticator',
  body: z.object({ password: passwordSchema }),
  /** `secret`: base32, for typing in. `uri`: `otpauth://totp/…`, for a QR code. */
  response: z.object({ secret: z.string(), uri: z.string() }),
  rate: 20,
})

/** The only time the backup codes are shown: ten, each good for one sign-in. */
const backupCodesSchema = z.object({ backup_codes: z.array(z.string()) })

/** Refuses with `wrong_code`, `rate_limited`, or `conflict` when nothing was begun. Every other session ends. */
export const confirmSecondFactorRoute = defineRoute({
  method: 'POST',
  path: '/api/me/second-factor/confirm',
  access: 'user',
  summary: 'Turn the second factor on with a first code of the authenticator',
  body: z.object({ code: codeSchema }),
  response: backupCodesSchema,
  rate: 20,
})

/** Refuses with `wrong_password`, `wrong_code`, `rate_limited`, or `conflict` while it is off. */
export const renewBackupCodesRoute = defineRoute({
  method: 'POST',
  path: '/api/me/second-factor/backup-codes',
  access: 'user',
  summary: 'Ten new backup codes; the old ones are over',
  body: z.object({ password: passwordSchema, code: codeSchema }),
  response: backupCodesSchema,
  rate: 20,
})

/** Refuses with `wrong_password`, `wrong_code`, `rate_limited`, or `conflict` while it is off. */
export const disableSecondFactorRoute = defineRoute({
  method: 'POST',
  path: '/api/me/second-factor/disable',
  access: 'user',
  summary: 'Turn the second factor off, with the password and a code',
  body: z.object({ password: passwordSchema, code: codeSchema }),
  rate: 20,
})

/** `locked`: refused unseen after too many wrong tries from there. */
export const SIGN_IN_OUTCOMES = ['ok', 'wrong_password', 'wrong_code', 'locked'] as const
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number]

export const signInRecordSchema = z.object({
  id: z.string(),
  at: z.string(),
  ip: z.string().nullable(),
  agent: z.string().nullable(),
  outcome: z.enum(SIGN_IN_OUTCOMES),
})
export type SignInRecord = z.infer<typeof signInRecordSchema>

export const listSignInsRoute = defineRoute({
  method: 'GET',
  path: '/api/me/sign-ins',
  access: 'user',
  summary: 'When and from where somebody signed in to this account, or tried to; newest first',
  query: z.object({ limit: listQuery.limit, cursor: listQuery.cursor }),
  response: pageOf(signInRecordSchema),
})
