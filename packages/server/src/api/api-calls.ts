/** The calls of the HTTP API as a table: what the OpenAPI document and the documentation are made from. */
import type { JsonSchema } from './json-schema.ts'

export type ApiCall = {
  readonly path: string
  readonly method: 'get' | 'post'
  readonly name: string
  readonly summary: string
  readonly query?: readonly { name: string; about: string; required?: true }[]
  readonly body?: JsonSchema
  /** What a good answer is, in words and as a schema. */
  readonly answers: string
  readonly answer?: JsonSchema
  readonly type?: 'text/plain'
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const ROOM = { name: 'room', about: 'The name of the room', required: true } as const
const COMPANY = { name: 'company', about: 'The tenant whose room is meant; absent: the shared space' } as const
const LIMIT = { name: 'limit', about: 'At most so many; the server may give fewer' } as const

const STATS: JsonSchema = {
  type: 'object',
  required: ['active_users', 'sessions', 'connections', 'rooms'],
  properties: {
    active_users: { type: 'integer' },
    sessions: { type: 'integer', description: 'Those away for a while included.' },
    connections: { type: 'integer' },
    rooms: { type: 'object', additionalProperties: { type: 'integer' }, description: 'Members by room.' },
  },
}

export const API_CALLS: readonly ApiCall[] = [
  {
    path: '/api/publish',
    method: 'post',
    name: 'publish',
    summary: 'Publish one event, or a list in its order',
    body: { anyOf: [ref('Publication'), list({ type: 'object' })] },
    answers: 'Where the event is; for a list one result or error for each.',
    answer: { anyOf: [ref('Published'), list(ref('Result'))] },
  },
  {
    path: '/api/broadcast',
    method: 'post',
    name: 'broadcast',
    summary: 'Publish one event to several rooms',
    body: ref('Broadcast'),
    answers: 'One result or error for each room.',
    answer: list(ref('Result')),
  },
  {
    ...{
      path: '/api/disconnect',
      method: 'post',
      name: 'disconnect',
      summary: 'End connections, or also revoke tokens',
    },
    body: ref('Disconnect'),
    answers: 'How many sessions were ended.',
    answer: { type: 'object', required: ['disconnected'], properties: { disconnected: { type: 'integer' } } },
  },
  {
    path: '/api/refresh_permissions',
    method: 'post',
    name: 'refreshPermissions',
    summary: 'Ask anew about every joined room of a user',
    body: ref('RefreshPermissions'),
    answers: 'Rooms that are no longer allowed were left.',
  },
  {
    path: '/api/presence',
    method: 'get',
    name: 'presence',
    summary: 'Who is in a room',
    query: [ROOM, COMPANY, { name: 'after', about: 'Go on after this member' }, LIMIT],
    answers: 'One page of members; with `more` there is another.',
  },
  {
    path: '/api/history',
    method: 'get',
    name: 'history',
    summary: 'Events of a room, oldest first',
    query: [ROOM, COMPANY, { name: 'since', about: 'A position, epoch:offset; absent: the newest' }, LIMIT],
    answers: 'The events and the position of the room.',
  },
  {
    path: '/api/ws/stats',
    method: 'get',
    name: 'stats',
    summary: 'Users, connections and rooms now',
    answers: 'Counts of this node.',
    answer: STATS,
  },
  {
    path: '/ws/stats',
    method: 'get',
    name: 'statsBesideTheSocket',
    summary: 'The same as /api/ws/stats',
    answers: 'Counts of this node.',
    answer: STATS,
  },
  {
    path: '/metrics',
    method: 'get',
    name: 'metrics',
    summary: 'Metrics for Prometheus',
    answers: 'Text exposition format.',
    answer: { type: 'string' },
    type: 'text/plain',
  },
  {
    path: '/api/openapi.json',
    method: 'get',
    name: 'openapi',
    summary: 'This document',
    answers: 'OpenAPI 3.1.',
  },
  {
    path: '/api/asyncapi.json',
    method: 'get',
    name: 'asyncapi',
    summary: 'The rooms and requests of the socket',
    answers: 'AsyncAPI 3.',
  },
]
