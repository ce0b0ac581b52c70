/** The HTTP server of the suite: Fastify with our headers, guards and errors, and every route of every application. */
import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { fail, type RouteContract } from '#platform/contract'
import type { Identity } from '#platform/identity'
import type { Store } from '#platform/store'
import type { Application, BoundRoute } from './application.ts'
import { localeOf } from './caller.ts'
import type { Services } from './context.ts'
import type { HttpConfig } from './http-config.ts'
import { createIdempotency } from './idempotency.ts'
import { addMeasures } from './measure.ts'
import { mountRoute } from './mount.ts'
import { checkOneHost } from './one-host.ts'
import { openApi } from './openapi.ts'
import { createOriginCheck } from './origin-check.ts'
import { checkPath } from './path-check.ts'
import { platformRoutes } from './platform-routes/index.ts'
import { problemBody, toFailure } from './problem.ts'
import { createRateLimit } from './rate-limit.ts'
import { serveScreens } from './screens.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { checkSegments } from './segments.ts'

/** `store` is the one of `services`. */
export type HttpOptions = {
  store: Store
  applications: readonly Application[]
  services: Services
  identity: Identity
  config: HttpConfig
  /** Serves screens in another way than from `distDir`: the development server. Unknown paths still answer 404. */
  screens?: (http: FastifyInstance) => Promise<void>
}

/** Not listening yet. Throws when two applications claim one path. */
export const createHttp = async (options: HttpOptions): Promise<FastifyInstance> => {
  const { store, applications, services, identity, config, screens } = options
  checkSegments(applications)
  const { t } = services
  const http: FastifyInstance = fastify({
    loggerInstance: services.log,
    // One line a request, with the route's pattern, is written by measure.ts: an address may hold a token.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: proxiesOf(config),
    genReqId: () => randomUUID(),
    // Half-sent requests are ended early, or a hundred of them would hold the server (slow loris).
    http: {
      headersTimeout: 10_000,

      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16_384,
    },
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: {
      maxParamLength: 200,
      caseSensitive: true,
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
    },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply as FastifyReply),
  }) as unknown as FastifyInstance
  http.decorateRequest('liveSession', null)
  http.decorateRequest('company', null)

  const sendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failure = toFailure(error)
    const { namespace = null } = request.routeOptions?.config ?? {}
    const line = { request_id: request.id, code: failure.code, route: request.routeOptions?.url ?? '(none)' }
    if (failure.status >= 500) request.log.error({ ...line, err: failure.cause ?? failure }, failure.message)
    else request.log.debug({ ...line, err: failure.cause }, failure.message)
    if (failure.retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(failure.retryAfterMs / 1000)))
    const locale = localeOf(request, request.liveSession ?? null)
    // What a file answer had set before it failed must not describe the error.
    for (const name of ['content-disposition', 'content-length', 'etag']) reply.removeHeader(name)
    return reply
      .code(failure.status)
      .header('cache-control', 'no-store')
      .header('content-language', locale)
      .type('application/json; charset=utf-8')
      .send(problemBody(failure, { locale, request_id: request.id, namespace, t }))
  }

  await addSecurityHeaders(http, { https: config.publicUrl.startsWith('https:') })
  addMeasures(http)
  http.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    checkOneHost(request.raw.rawHeaders)
    checkPath(request.raw.url ?? '/')
  })
  http.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  http.setNotFoundHandler((request, reply) => sendProblem(fail('not_found'), request, reply))

  // Only JSON is parsed, and a form or raw bytes only where a contract takes them. An empty body is no body.
  http.removeAllContentTypeParsers()
  const parseJson = http.getDefaultJsonParser('error', 'error')
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (request.routeOptions.config.contract?.raw) done(null, Buffer.from(body as string))
    else if (body === '') done(null, undefined)
    else parseJson(request, body as string, done)
  })
  http.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  await http.register(multipart)

  const mounting = {
    services,
    identity,
    limit: createRateLimit(services),
    idempotency: createIdempotency({ store, now: services.now }),
    checkOrigin: createOriginCheck({
      publicUrl: config.publicUrl,
      origins: config.origins ?? (config.production ? [] : 'same-host'),
    }),
  }
  const contracts: RouteContract[] = []
  const mount = (route: BoundRoute, namespace: string | null) => {
    contracts.push(route.contract)
    mountRoute(http, route, namespace, mounting)
  }
  const about = { publicUrl: config.publicUrl, version: config.version ?? '0.1.0' }
  const world = { applications, identity, config, services, document: () => openApi(contracts, about) }
  for (const route of platformRoutes(world)) mount(route, null)
  for (const application of applications) for (const route of application.routes) mount(route, application.id)

  if (screens) await screens(http)
  else if (config.distDir !== null && !(await serveScreens(http, config.distDir)))
    services.log.warn({ folder: config.distDir }, 'the screens are not built: only the API answers')
  return http
}

/** A count means that many proxies, counted from this server outwards. */
const proxiesOf = ({ trustedProxies }: HttpConfig): false | string[] | ((address: string, hop: number) => boolean) => {
  if (typeof trustedProxies === 'number') return trustedProxies > 0 ? (_address, hop) => hop < trustedProxies : false
  return trustedProxies?.length ? [...trustedProxies] : false
}
