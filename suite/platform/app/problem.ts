/** The one way from anything thrown to the error body people and screens get. Nothing internal passes. */
import type { z } from 'zod'
import {
  type ErrorBody,
  Failure,
  type FieldFailure,
  fail,
  type Locale,
  type PLATFORM_FAILURES,
} from '#platform/contract'
import { isOutOfReach } from '#platform/store'
import type { Translate } from './translate.ts'

/** A database that restarts is back in a few seconds. */
const RETRY_MS = 2_000

/** Fastify's and better-auth's own errors by HTTP status; what is not here is a fault of ours. */
const BY_STATUS: Record<number, keyof typeof PLATFORM_FAILURES> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'not_found',
  408: 'bad_request',
  409: 'conflict',
  413: 'too_large',
  414: 'bad_request',
  415: 'unsupported_media_type',
  422: 'bad_request',
  429: 'rate_limited',
  431: 'too_large',
  503: 'unavailable',
}

/** Any error as one of ours. Only a Failure keeps its own words; the rest keep nothing but their status. */
export const toFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error
  if (isOutOfReach(error)) return fail('unavailable', { cause: error, retryAfterMs: RETRY_MS })
  const status = statusOf(error)
  const code = status === null ? undefined : BY_STATUS[status]
  return fail(code ?? 'internal', { cause: error })
}

const statusOf = (error: unknown): number | null => {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null
  return typeof error.statusCode === 'number' ? error.statusCode : null
}

/** What a schema found, as fields of a form. Values go nowhere, not even to the log: one of them may be a password. */
export const badInput = (part: 'params' | 'query' | 'body', error: z.ZodError): Failure =>
  fail('bad_request', {
    fields: firstOfEach(
      error.issues.slice(0, 50).map(issue => ({
        path: [...(part === 'body' ? [] : [part]), ...issue.path.map(String)].join('.'),
        ...codeOf(issue),
      })),
    ),
  })

/** What is no text at all is also too short; people need to hear the first. */
const firstOfEach = <F extends { path: string }>(fields: F[]): F[] =>
  fields.filter(({ path }, index) => fields.findIndex(field => field.path === path) === index)

type Issue = z.core.$ZodIssue
/** Besides its code a field keeps the numbers its sentence needs, until the sentence is made. */
type CodedField = { code: string; params?: Record<string, number> }

const codeOf = (issue: Issue): CodedField => {
  // A schema of ours may name the code itself: `{ error: 'email' }`.
  if (/^[a-z_]{3,40}$/.test(issue.message)) return { code: issue.message }
  if (issue.code === 'invalid_type') return { code: issue.input === undefined ? 'required' : 'invalid' }
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? Number(issue.minimum) === 1
        ? { code: 'required' }
        : { code: 'min_length', params: { minimum: Number(issue.minimum) } }
      : { code: 'too_small' }
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? { code: 'max_length', params: { maximum: Number(issue.maximum) } }
      : { code: 'too_big' }
  return { code: 'invalid' }
}

/** `namespace`: the application it happened in; its catalogue speaks first. */
export type Listener = { locale: Locale; namespace: string | null; t: Translate }

/** A code in the listener's words; null where no catalogue has it. */
export const sentenceFor = (
  { locale, namespace, t }: Listener,
  section: 'errors' | 'fields',
  code: string,
  params: Record<string, string | number>,
): string | null => {
  const key = [...(namespace ? [`${namespace}.${section}.${code}`] : []), `${section}.${code}`].find(candidate =>
    t.has(locale, candidate),
  )
  return key ? t(locale, key, params) : null
}

export const problemBody = (failure: Failure, about: Listener & { request_id: string }): ErrorBody => {
  const { locale, t, request_id } = about
  const sentence = (section: 'errors' | 'fields', code: string, params: Record<string, string | number>) =>
    sentenceFor(about, section, code, params)
  const fields = failure.fields.map((field: FieldFailure & { params?: Record<string, number> }) => {
    const message =
      field.message ?? sentence('fields', field.code, field.params ?? {}) ?? sentence('errors', field.code, {})
    return { path: field.path, code: field.code, ...(message ? { message } : {}) }
  })
  const minutes = Math.ceil((failure.retryAfterMs ?? 0) / 60_000)
  const message =
    sentence('errors', failure.code, { minutes, ...failure.params }) ??
    t(locale, failure.status >= 500 ? 'errors.internal' : 'errors.bad_request')
  return {
    error: {
      ...failure.extra,
      code: failure.code,
      message,
      ...(fields.length > 0 ? { fields } : {}),
      request_id,
      ...(failure.retryAfterMs === undefined ? {} : { retry_after_ms: failure.retryAfterMs }),
    },
  }
}
