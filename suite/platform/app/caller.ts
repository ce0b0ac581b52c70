/** Who is calling, for which company, in which language: read from a request before its handler runs. */
import type { FastifyRequest } from 'fastify'
import { fail, failures, type Locale, pickLocale, type RouteContract } from '#platform/contract'
import { type From, IDENTITY_FAILURES, type Identity, type LiveSession } from '#platform/identity'
import type { ContextCompany } from './context.ts'
import { sourceOf } from './source.ts'

const refuse = failures(IDENTITY_FAILURES)

export const fromOf = (request: FastifyRequest): From => ({
  ip: request.ip,
  source: sourceOf(request.ip),
  agent: (request.headers['user-agent'] ?? '').slice(0, 300),
  cookie: request.headers.cookie,
})

/** `tr-TR,tr;q=0.9,en;q=0.8` in the order of the reader's wishes. */
const wishes = (header: string | undefined): string[] =>
  (header ?? '')
    .slice(0, 300)
    .split(',')
    .map(part => {
      const [tag = '', quality] = part.split(';q=')
      return { tag: tag.trim(), weight: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)

/** Our screens say which language they show; for anybody else the person's choice comes before the browser's. */
export const localeOf = (request: FastifyRequest, session: LiveSession | null): Locale => {
  const asked = pickLocale(wishes(request.headers['accept-language']))
  const ourScreen = request.headers['x-requested-with'] === 'nabiz' && request.headers['accept-language'] !== undefined
  return ourScreen ? asked : (session?.locale ?? asked)
}

/** The company a request names. A file may be linked to or framed, where no header can be sent: there `?company=` counts. */
const companyName = (request: FastifyRequest, contract: RouteContract): string | undefined => {
  const header = request.headers['x-company']
  if (typeof header === 'string' && header !== '') return header
  const { company } = request.query as { company?: unknown }
  return contract.produces && contract.method === 'GET' && typeof company === 'string' ? company : undefined
}

/**
 * Throws `unauthenticated`, `company_required`, `not_found` (no member: a company of others does not exist for them),
 * `second_factor_required` (a member without one, where the company asks for it) or `forbidden` (a member without the role, or no operator).
 */
export const admit = async (
  identity: Identity,
  contract: RouteContract,
  request: FastifyRequest,
  session: LiveSession | null,
): Promise<ContextCompany | null> => {
  if (contract.access === 'public') return null
  if (!session) throw fail('unauthenticated')
  if (contract.access === 'user') return null
  if (contract.access === 'operator') {
    if (!(await identity.isOperator(session.user.id))) throw fail('forbidden')
    return null
  }
  const name = companyName(request, contract)
  if (!name) throw fail('company_required')
  const membership = await identity.membership(session.user.id, name)
  if (!membership) throw fail('not_found')
  if (membership.second_factor_missing) throw refuse('second_factor_required')
  if (!contract.access.roles.includes(membership.role)) throw fail('forbidden')
  return membership
}
