/** The HTTP API beside the socket: finds the route, asks for the key, and answers in JSON, refusals in one shape. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTP_ERRORS, type Limits } from '@nabiz/protocol'
import type { AuditRecord } from '../room/audit.ts'
import { addressOf } from '../transport/client-address.ts'
import { type HttpPart, pathOf } from '../transport/http-dispatch.ts'
import { ApiKeys } from './api-keys.ts'
import { ApiRefused, apiErrorOf } from './api-refused.ts'
import type { Answer, Route, Routes } from './call.ts'
import { queryFields } from './fields.ts'
import { readBody } from './read-body.ts'

export type ApiParts = {
  readonly apiKeys: readonly string[]
  readonly routes: Routes
  readonly limits: Limits
  /** Hops in front that are believed about addresses. */
  readonly trustedProxies: number
  /** Names requests. */
  readonly id: () => string
  readonly audit: (record: Omit<AuditRecord, 'at'>) => void
  readonly onError: (error: unknown, where: string) => void
}

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const
const JSON_TYPE = 'application/json; charset=utf-8'

/** Throws a TypeError for keys that are none. */
export const createApi = (parts: ApiParts): HttpPart => {
  const keys = new ApiKeys(parts.apiKeys)
  const routes = new Map(Object.entries(parts.routes))

  const run = async (request: IncomingMessage, response: ServerResponse, route: Route): Promise<Answer> => {
    const publisher = keys.nameOf(request.headers.authorization)
    if (publisher === null) {
      const address = addressOf(request, parts.trustedProxies)
      parts.audit({ kind: 'api_refused', user_id: null, company: null, session: null, code: 'key_invalid', address })
      response.setHeader('www-authenticate', 'Bearer')
      throw new ApiRefused('key_invalid')
    }
    if (request.method !== route.method) {
      response.setHeader('allow', route.method)
      throw new ApiRefused('method_not_allowed')
    }
    const body = route.method === 'POST' ? await readBody(request, parts.limits) : null
    const { url = '/', headers } = request
    // Never begins like the scope of a user, which is a JSON list: no user can use up a backend's keys.
    return route.run({ query: queryFields(url), body, publisher: `api:${publisher}`, host: headers.host ?? '' })
  }

  const answer = async (request: IncomingMessage, response: ServerResponse, route: Route): Promise<void> => {
    const request_id = parts.id()
    try {
      const answered = await run(request, response, route)
      if ('text' in answered) send(response, 200, request_id, answered.text, answered.type)
      else if (typeof answered.json === 'string') send(response, 200, request_id, answered.json, JSON_TYPE)
      else send(response, 200, request_id, JSON.stringify(answered.json), JSON_TYPE)
    } catch (thrown) {
      const error = apiErrorOf(thrown, parts.onError)
      if (error.retry_after_ms !== undefined) response.setHeader('retry-after', Math.ceil(error.retry_after_ms / 1_000))
      // What was not read of the body is not waited for.
      if (!request.complete) response.setHeader('connection', 'close')
      const body = JSON.stringify({ error: { ...error, request_id } })
      send(response, HTTP_ERRORS[error.code].status, request_id, body, JSON_TYPE)
    }
  }

  return {
    handles: path => routes.has(path),
    handle(request, response) {
      // A caller that went away hears nothing; what it had asked for is done or not, as with any lost answer.
      request.on('error', () => {})
      void answer(request, response, routes.get(pathOf(request))!)
    },
  }
}

const send = (response: ServerResponse, status: number, request_id: string, text: string, type: string): void => {
  const bytes = Buffer.from(text)
  response.writeHead(status, {
    ...HEADERS,
    'content-type': type,
    'content-length': bytes.length,
    'x-request-id': request_id,
  })
  response.end(bytes)
}
