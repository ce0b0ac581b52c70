/** Routes of one person: signing in and out, who am I, where am I signed in, and the token that opens the live connection. */
import { z } from 'zod'
import { LOCALES } from '../locale.ts'
import { defineRoute, ROLES } from '../route.ts'
import { emailSchema, idSchema, linkTokenSchema, nameSchema, newPasswordSchema, passwordSchema } from './address.ts'

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Null until the person chose one: the browser's language then decides. */
  locale: z.enum(LOCALES).nullable(),
})
export type Person = z.infer<typeof personSchema>

export const companyOfPersonSchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  role: z.enum(ROLES),
  /**
   * True: the company asks its members for a second factor and this person has none. Every route of the company answers
   * 403 `second_factor_required`, and its rooms stay closed, until they set one up.
   */
  second_factor_missing: z.boolean(),
})
export type CompanyOfPerson = z.infer<typeof companyOfPersonSchema>

/** `partner`: the owner of the company that the sample is linked with; the password is the same. */
const sampleSchema = z.object({
  email: z.string(),
  password: z.string(),
  partner: z.object({ email: z.string(), company: z.string() }),
})
export type SampleSignIn = z.infer<typeof sampleSchema>

export const meSchema = z.object({
  /** Null when nobody is signed in: the sign-in page asks this route too. */
  user: personSchema.nullable(),
  companies: z.array(companyOfPersonSchema),
  /** Runs the installation: the routes of `operators.ts` and `jobs.ts` are open. */
  operator: z.boolean(),
  demo: z.boolean(),
  /** Whether anybody may make an account with `requestSignUpRoute`; closed: invitations and the set-up link alone. */
  sign_up: z.enum(['open', 'closed']),
  /** How to sign in to the sample company, and to the one it is linked with; only in the demonstration. */
  sample: sampleSchema.optional(),
})
export type Me = z.infer<typeof meSchema>

export const readMeRoute = defineRoute({
  method: 'GET',
  path: '/api/me',
  access: 'public',
  summary: 'Who is signed in, and their companies',
  response: meSchema,
})

export const changeMeRoute = defineRoute({
  method: 'PATCH',
  path: '/api/me',
  access: 'user',
  summary: 'Change own name or language',
  body: z.object({ name: nameSchema.optional(), locale: z.enum(LOCALES).nullable().optional() }),
  response: personSchema,
})

/**
 * `signed_in`: the cookie of a session came along. `second_factor`: nothing is open yet; the cookie that came along
 * only remembers for ten minutes that the password was right, for `enterCodeRoute`.
 */
export const signInAnswerSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed_in'), user: personSchema }),
  z.object({ state: z.literal('second_factor') }),
])
export type SignInAnswer = z.infer<typeof signInAnswerSchema>

/** Refuses with `bad_credentials` (an unknown address too) or `rate_limited`. */
export const signInRoute = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-in/email',
  access: 'public',
  summary: 'Sign in with address and password; an account with a second factor is then asked for a code',
  body: z.object({ email: emailSchema, password: passwordSchema, rememberMe: z.boolean().default(true) }),
  response: signInAnswerSchema,
  rate: 60,
})

export const signOutRoute = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-out',
  access: 'public',
  summary: 'End this session',
})

export const readSessionRoute = defineRoute({
  method: 'GET',
  path: '/api/auth/get-session',
  access: 'public',
  summary: 'The session of this browser, or null',
  response: z.object({ session: z.object({ id: z.string(), expires_at: z.string() }), user: personSchema }).nullable(),
})

export const readKeysRoute = defineRoute({
  method: 'GET',
  path: '/api/auth/jwks',
  access: 'public',
  summary: 'Public keys of connection tokens',
  response: z.object({
    keys: z.array(
      z.object({
        kid: z.string(),
        kty: z.string(),
        alg: z.string(),
        crv: z.string().optional(),
        x: z.string().optional(),
      }),
    ),
  }),
})

export const changePasswordRoute = defineRoute({
  method: 'POST',
  path: '/api/auth/change-password',
  access: 'user',
  summary: 'Choose another password; every other session ends',
  body: z.object({ current_password: passwordSchema, new_password: newPasswordSchema }),
  rate: 20,
})

/** 204 whether the address has an account or not; the mail's link is `/reset#{token}`. */
export const forgotPasswordRoute = defineRoute({
  method: 'POST',
  path: '/api/auth/forgot-password',
  access: 'public',
  summary: 'Mail a link for choosing another password, good for 30 minutes and one use',
  body: z.object({ email: emailSchema, locale: z.enum(LOCALES).optional() }),
  rate: 10,
})

/** Refuses with `link_over`; with `bad_request` and field `password` `weak_password`, and then the link stays good. */
export const resetPasswordRoute = defineRoute({
  method: 'POST',
  path: '/api/auth/reset-password',
  access: 'public',
  summary: 'Choose another password with the link of the mail; every session ends, and signing in asks as before',
  body: z.object({ token: linkTokenSchema, password: newPasswordSchema }),
  rate: 20,
})

/** 204 whether the address has an account or not; 404 where sign-up is closed. The mail's link is `/sign-up#{token}`. */
export const requestSignUpRoute = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-up',
  access: 'public',
  summary: 'Mail a link for making an account, good for 30 minutes and one use',
  body: z.object({ email: emailSchema, locale: z.enum(LOCALES).optional() }),
  rate: 10,
})

export const sessionSchema = z.object({
  id: z.string(),
  current: z.boolean(),
  ip: z.string().nullable(),
  agent: z.string().nullable(),
  created_at: z.string(),
  last_seen_at: z.string(),
  expires_at: z.string(),
})
export type Session = z.infer<typeof sessionSchema>

export const listSessionsRoute = defineRoute({
  method: 'GET',
  path: '/api/sessions',
  access: 'user',
  summary: 'Where this person is signed in',
  response: z.object({ items: z.array(sessionSchema) }),
})

export const endSessionRoute = defineRoute({
  method: 'DELETE',
  path: '/api/sessions/:id',
  access: 'user',
  summary: 'Sign one browser out',
  params: z.object({ id: idSchema }),
})

export const endAllSessionsRoute = defineRoute({
  method: 'POST',
  path: '/api/sessions/end-all',
  access: 'user',
  summary: 'Sign out everywhere, this browser included',
})

export const issueConnectionTokenRoute = defineRoute({
  method: 'POST',
  path: '/api/rt/token',
  access: 'user',
  summary: 'A ten-minute token for the live connection',
  response: z.object({ token: z.string(), expires_at: z.number().int() }),
  rate: 120,
})

/** Event in `user:{id}`: these sessions ended; a browser holding one of them shows the sign-in page. */
export const sessionsChangedSchema = z.object({ ended: z.array(z.string()) })

/**
 * Event in `user:{id}`: what the person may do in a company changed; `role` is null when they left it. Without a company
 * they became an operator of the installation, or are one no longer.
 */
export const permissionsChangedSchema = z.object({
  company_id: z.string().nullable(),
  role: z.enum(ROLES).nullable(),
  message: z.string().optional(),
})
