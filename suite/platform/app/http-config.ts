/** What the HTTP server is told by whoever starts it. */
import type { SampleSignIn } from '#platform/contract'
import type { Origins } from './origin-check.ts'

/**
 * - `publicUrl`: what browsers call this server; with `https:` also HSTS and cookies that are Secure.
 * - `trustedProxies`: how many proxies stand in front, or their addresses and networks; only their X-Forwarded-* are
 *   believed (none).
 * - `origins`: see Origins. In production only `publicUrl` and this list (none more); else the host asked for as well,
 *   because people reach a demonstration under several names.
 * - `distDir`: the built screens; null serves none.
 * - `signUp`: whether anybody may make an account with their own address (closed: invitations alone).
 * - `smsHookSecret`: what delivery reports of SMS are signed with (none: none is taken).
 * - `emailHookSecret`: what a mail server signs bounces with (none: no bounce is taken).
 * - `demo`: how to sign in to the sample, told by /api/me; caught mails are shown. Null in production.
 */
export type HttpConfig = {
  production: boolean
  publicUrl: string
  trustedProxies?: number | readonly string[]
  origins?: Origins
  distDir: string | null
  signUp?: 'open' | 'closed'
  emailHookSecret?: string | undefined
  smsHookSecret?: string | undefined
  demo: SampleSignIn | null
  version?: string
}
