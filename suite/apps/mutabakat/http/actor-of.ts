/** From a request's context to what services take. */
import type { Context } from '#platform/app'
import type { Actor } from '../services/actor.ts'

/** Only for routes whose access names roles: there the frame has made sure of user and company. */
export const actorOf = (ctx: Context): Actor => {
  if (!ctx.user || !ctx.company) throw new Error('actorOf on a route without a company')
  return {
    company_id: ctx.company.id,
    user_id: ctx.user.id,
    name: ctx.user.name,
    role: ctx.company.role,
    remember: (trx, answer) => ctx.idempotency(trx, answer),
  }
}

/** No row has it: what an If-Match that names no version of ours is compared as. */
const NO_REV = -1

/** The `rev` in If-Match (`"7"` or `W/"7"`); null without one, or for `*`, which fits every version. */
export const revOf = (ctx: Context): number | null => {
  const header = ctx.headers['if-match']?.trim()
  if (header === undefined || header === '*') return null
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header)
  return match ? Number(match[1]) : NO_REV
}

/** What a guest sends with every request after his code. */
export const grantOf = (ctx: Context): string | undefined => {
  const header = ctx.headers['x-portal-grant']
  return typeof header === 'string' ? header : undefined
}
