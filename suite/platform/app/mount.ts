/** Ties one contract to Fastify: the order in which a request is checked, handled and answered. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Failure, fail, type RouteContract } from '#platform/contract'
import type { Identity, LiveSession } from '#platform/identity'
import type { BoundRoute } from './application.ts'
import { admit, fromOf, localeOf } from './caller.ts'
import { checkInput } from './check-input.ts'
import { checkContentType } from './content-type.ts'
import type { Context, ContextCompany, Services } from './context.ts'
import { checkIfMatch, entityTag } from './entity-tag.ts'
import { fileHeaders, isFileAnswer, isFramed } from './file-answer.ts'
import { AlreadyAnswered, type Idempotency, type IdempotentCall, idempotentCall } from './idempotency.ts'
import type { RateLimit } from './rate-limit.ts'
import { allowOwnFrames } from './security-headers.ts'
import { sourceOf } from './source.ts'
import { takeUpload } from './upload.ts'

export type Mounting = {
  services: Services
  identity: Identity
  limit: RateLimit
  idempotency: Idempotency
  checkOrigin: (request: { method: string; headers: FastifyRequest['headers']; host: string | undefined }) => void
}

/** Calls a minute of one source on a public route whose contract says nothing else. */
const PUBLIC_RATE = 300
const BODY_BYTES = 1_048_576

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The application whose catalogue answers first; null for the platform's own routes. */
    namespace?: string | null
    contract?: RouteContract
  }
  interface FastifyRequest {
    liveSession: LiveSession | null
    company: ContextCompany | null
  }
}

/** `namespace`: the id of the application the route belongs to. */
export const mountRoute = (
  http: FastifyInstance,
  route: BoundRoute,
  namespace: string | null,
  mounting: Mounting,
): void => {
  const { contract } = route
  const key = `${contract.method} ${contract.path}`
  const rate = contract.rate ?? (contract.access === 'public' ? PUBLIC_RATE : null)

  http.route({
    method: contract.method,
    url: contract.path,
    bodyLimit: contract.upload ? contract.upload.maxBytes + BODY_BYTES : (contract.raw?.maxBytes ?? BODY_BYTES),
    config: { namespace, contract },
    // Before the body is read: whoever may not call does not get to send megabytes.
    onRequest: async (request, reply) => {
      if (rate !== null) mounting.limit.take(key, sourceOf(request.ip), rate)
      mounting.checkOrigin({ method: request.method, headers: request.headers, host: request.host })
      checkContentType(request.headers, contract.upload ? 'form' : (contract.raw?.type ?? 'application/json'))
      const { session, setCookies } = await mounting.identity.sessionOfCookies(request.headers.cookie)
      request.liveSession = session
      for (const cookie of setCookies) reply.header('set-cookie', cookie)
      request.company = await admit(mounting.identity, contract, request, session)
    },
    handler: async (request, reply) => {
      const { params, query } = request
      const input = await checkInput(contract, { params, query, body: request.body ?? undefined })
      await answer(route, key, { request, reply, input, mounting })
      return reply
    },
  })
}

type Call = {
  request: FastifyRequest
  reply: FastifyReply
  input: { params: unknown; query: unknown; body: unknown }
  mounting: Mounting
}

const answer = async (route: BoundRoute, key: string, call: Call): Promise<void> => {
  const { contract } = route
  const { request, reply, mounting } = call
  const header = request.headers['idempotency-key']
  const once =
    contract.idempotent && typeof header === 'string'
      ? idempotentCall({
          key: header,
          route: key,
          path: request.url,
          body: request.body,
          user_id: request.liveSession?.user.id ?? null,
          company_id: request.company?.id ?? null,
        })
      : null
  const before = once && (await mounting.idempotency.answered(once))
  if (before) return replay(reply, before)
  const kept = { answer: false }
  try {
    const result = await route.handle(contextOf(route, call, once, kept), call.input)
    if (once && !kept.answer) request.log.error({ route: key }, 'an idempotent route did not keep its answer')
    await send(contract, reply, result)
  } catch (error) {
    // The twin that came first may show as its effect instead: the row it made refuses ours.
    const beaten = error instanceof AlreadyAnswered || error instanceof Failure
    const twin = once && beaten ? await mounting.idempotency.answered(once) : null
    if (!twin) throw error
    replay(reply, twin)
  }
}

const replay = (reply: FastifyReply, { status, body }: { status: number; body: unknown }): void => {
  reply.header('idempotency-replayed', 'true')
  sendJson(reply, status, status === 204 ? undefined : body)
}

const send = async (contract: RouteContract, reply: FastifyReply, result: unknown): Promise<void> => {
  if (contract.produces && isFileAnswer(result)) {
    for (const [name, value] of Object.entries(fileHeaders(result))) reply.header(name, value)
    if (isFramed(result)) allowOwnFrames(reply)
    reply.code(contract.status ?? 200)
    await reply.send(result.body)
    return
  }
  const body = await checkAnswer(contract, result)
  sendJson(reply, statusOf(contract), body)
}

/** Fastify would send null as an empty body; where a contract answers null, the wire says `null`. */
const sendJson = (reply: FastifyReply, status: number, body: unknown): void => {
  reply.code(status)
  if (body === null) void reply.type('application/json; charset=utf-8').send('null')
  else void reply.send(body)
}

const statusOf = (contract: RouteContract): number => contract.status ?? (contract.response ? 200 : 204)

/** What the contract does not name is stripped; what does not fit it is a fault of ours, and nobody sees it. */
const checkAnswer = async (contract: RouteContract, result: unknown): Promise<unknown> => {
  if (!contract.response) return undefined
  const checked = await contract.response.safeParseAsync(result)
  if (!checked.success) throw fail('internal', { cause: checked.error })
  return checked.data
}

const contextOf = (route: BoundRoute, call: Call, once: IdempotentCall | null, kept: { answer: boolean }): Context => {
  const { contract } = route
  const { request, reply, mounting } = call
  const { company } = request
  const { services } = mounting
  const session = request.liveSession
  const locale = localeOf(request, session)
  const { ip, agent } = fromOf(request)
  let uploadTaken = false
  return {
    request_id: request.id,
    user: session?.user ?? null,
    company,
    session_id: session?.session_id ?? null,
    companies: async () => {
      if (!session) return []
      const memberships = await mounting.identity.listCompanies(session.user.id)
      return memberships.filter(({ second_factor_missing }) => !second_factor_missing)
    },
    locale,
    ip,
    agent,
    headers: request.headers,
    services,
    t: (key, params) => services.t(locale, key, params),
    setHeader: (name, value) => {
      for (const one of [value].flat()) reply.header(name, one)
    },
    upload: () => {
      if (!contract.upload || uploadTaken) throw new TypeError('an upload is taken once, on a route that declares one')
      uploadTaken = true
      return takeUpload(request, contract.upload.maxBytes)
    },
    rawBody: () => {
      if (!contract.raw) throw new TypeError('a raw body is taken on a route that declares one')
      return request.body instanceof Buffer ? request.body : Buffer.alloc(0)
    },
    audit: (trx, record) =>
      services.audit(trx, {
        company_id: company?.id ?? null,
        ...record,
        actor: session?.user.id ?? 'anonymous',
        ip,
        agent,
      }),
    idempotency: async (trx, result) => {
      if (!contract.idempotent) throw new TypeError(`${contract.path} is not declared idempotent`)
      if (!once) return
      kept.answer = true
      const body = await checkAnswer(contract, result)
      await mounting.idempotency.keep(trx, once, { status: statusOf(contract), body })
    },
    etag: version => void reply.header('etag', entityTag(version)),
    ifMatch: (version, current) => checkIfMatch(request.headers['if-match'], version, current),
  }
}
