/** A REST route as a contract: screens call it typed, the server checks it, OpenAPI is made from it. No I/O here. */
import type { z } from 'zod'

export const ROLES = ['owner', 'admin', 'manager', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/**
 * Who may call. `public`: anybody. `user`: signed in. `operator`: who runs the installation, whatever their companies.
 * `roles`: members of `X-Company` with one of them.
 */
export type RouteAccess = 'public' | 'user' | 'operator' | { roles: readonly Role[] }

export const EVERY_ROLE: RouteAccess = { roles: ROLES }
export const WRITERS: RouteAccess = { roles: ['owner', 'admin', 'manager', 'member'] }
export const ADMINS: RouteAccess = { roles: ['owner', 'admin'] }

type Schema = z.ZodType

/**
 * `params`, `query`, `body` are checked before the handler, `response` after it (unknown members are stripped).
 * `upload`: multipart with one file, limit in bytes. `produces`: a file instead of JSON. `raw`: a body of this type,
 * which the handler gets as a Buffer: what is signed is bytes.
 * `idempotent`: `Idempotency-Key` is honoured for 24 h. `rate`: calls a minute of one source.
 */
export type RouteContract<
  Params extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Response extends Schema | undefined = Schema | undefined,
> = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: string
  access: RouteAccess
  summary: string
  params?: Params
  query?: Query
  body?: Body
  response?: Response
  status?: number
  upload?: { maxBytes: number }
  raw?: { type: 'message/rfc822' | 'application/json'; maxBytes: number }
  produces?: string
  idempotent?: boolean
  rate?: number
}

/** Declares a route; only narrows types. Paths use `:name`. */
export const defineRoute = <
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Response extends Schema | undefined = undefined,
>(
  contract: RouteContract<Params, Query, Body, Response>,
): RouteContract<Params, Query, Body, Response> => contract

type Parsed<S> = S extends Schema ? z.output<S> : undefined
type Given<S> = S extends Schema ? z.input<S> : undefined

/** What a handler gets. */
export type RouteInput<R> =
  R extends RouteContract<infer P, infer Q, infer B, infer _>
    ? { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> }
    : never
/** What a caller gives. */
export type RouteCall<R> =
  R extends RouteContract<infer P, infer Q, infer B, infer _>
    ? { params: Given<P>; query: Given<Q>; body: Given<B> }
    : never
/** What a caller gets back. */
export type RouteOutput<R> = R extends RouteContract<infer _, infer __, infer ___, infer O> ? Parsed<O> : never
