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
    remember: (trx, answer) => ctx.idempotency(trx, answer),
  }
}

/** The `rev` in If-Match (`"7"` or `W/"7"`), or null without one. */
export const revOf = (ctx: Context): number | null => {
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(ctx.headers['if-match'] ?? '')
  return match ? Number(match[1]) : null
}

/** What a guest sends with every request after his code. */
export const grantOf = (ctx: Context): string | undefined => {
  const header = ctx.headers['x-portal-grant']
  return typeof header === 'string' ? header : undefined
}
