/** The HTTP API as an OpenAPI 3.1 document, with the declared rooms' events as schemas of what may be published. */
import { FRAME_TYPES, HTTP_ERRORS, type RoomContract } from '@nabiz/protocol'
import { API_CALLS, type ApiCall } from './api-calls.ts'
import { embedded, type JsonSchema, type ToJsonSchema } from './json-schema.ts'

const SEGMENT = '[A-Za-z0-9_.@=-]{1,64}'
const ROOM_NAME = `^${SEGMENT}(?::${SEGMENT})*$`
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** `company:{id}` as a regular expression. What stands between parameters is plain, but dots mean themselves. */
const patternOf = ({ pattern }: RoomContract): string =>
  `^${pattern
    .split(':')
    .map(segment => (segment.startsWith('{') ? SEGMENT : segment.replaceAll('.', '\\.')))
    .join(':')}$`

const ID = { type: ['string', 'integer'], description: 'A text; whole numbers become one.' }
const BASE = {
  room: { type: 'string', maxLength: 128, pattern: ROOM_NAME },
  type: {
    type: 'string',
    pattern: '^(?!nabiz_)[A-Za-z0-9_][A-Za-z0-9_.:@=/-]{0,63}$',
    not: { enum: [...FRAME_TYPES] },
  },
  data: { description: 'Any JSON value.' },
  company: { ...ID, description: 'The tenant whose room is meant; absent: the shared space.' },
  user_id: { ...ID, type: ['string', 'integer', 'null'], description: 'Who caused it.' },
  key: { ...ID, description: 'The same key in the same room publishes once in 24 h.' },
  record: { type: 'boolean', description: 'False: passing, in no history.' },
}

/** Each declared event by its room's pattern, then whatever goes to rooms nobody declared. */
const publications = (rooms: readonly RoomContract[], toJsonSchema: ToJsonSchema): JsonSchema[] => {
  const declared = rooms.flatMap(room =>
    Object.entries(room.events).map(([type, { schema }]) => ({
      title: `${type} in ${room.pattern}`,
      properties: {
        room: { pattern: patternOf(room) },
        type: { const: type },
        data: embedded(toJsonSchema(schema, 'draft-2020-12'), `${room.pattern}/${type}`),
      },
    })),
  )
  const open = rooms
    .filter(room => room.open)
    .map(room => ({
      title: `other events in ${room.pattern}`,
      properties: { room: { pattern: patternOf(room) }, type: { not: { enum: Object.keys(room.events) } } },
    }))
  const undeclared = {
    title: 'any event in a room that is not declared',
    properties: {
      room: rooms.length === 0 ? {} : { not: { anyOf: rooms.map(room => ({ pattern: patternOf(room) })) } },
    },
  }
  return [...declared, ...open, undeclared]
}

const schemas = (rooms: readonly RoomContract[], toJsonSchema: ToJsonSchema): Record<string, JsonSchema> => ({
  Publication: {
    type: 'object',
    required: ['room', 'type', 'data'],
    properties: BASE,
    anyOf: publications(rooms, toJsonSchema),
  },
  Broadcast: {
    type: 'object',
    required: ['rooms', 'type', 'data'],
    properties: { ...BASE, room: undefined, rooms: { type: 'array', items: BASE.room, maxItems: 1_000 } },
  },
  Published: {
    type: 'object',
    required: ['room', 'id', 'durability'],
    properties: {
      room: { type: 'string' },
      id: { type: 'string' },
      epoch: { type: 'string', description: 'Absent on passing events, as is offset.' },
      offset: { type: 'integer' },
      durability: { enum: ['none', 'memory', 'disk', 'replicated'] },
    },
  },
  Error: {
    type: 'object',
    required: ['code', 'message'],
    properties: {
      code: { enum: Object.keys(HTTP_ERRORS) },
      message: { type: 'string' },
      request_id: { type: 'string' },
      retry_after_ms: { type: 'integer' },
    },
  },
  Refusal: { type: 'object', required: ['error'], properties: { error: ref('Error') } },
  Result: { anyOf: [ref('Published'), ref('Refusal')] },
  Disconnect: {
    type: 'object',
    minProperties: 1,
    properties: {
      session: ID,
      sid: ID,
      user_id: ID,
      company: ID,
      revoke: { type: 'boolean', description: 'Tokens issued up to now open nothing any more.' },
    },
  },
  RefreshPermissions: { type: 'object', required: ['user_id'], properties: { user_id: ID } },
})

const refused = (description: string): JsonSchema => ({
  description,
  content: { 'application/json': { schema: ref('Refusal') } },
})

const operation = (call: ApiCall): JsonSchema => ({
  summary: call.summary,
  operationId: call.name,
  ...(call.query && {
    parameters: call.query.map(({ name, about, required }) => ({
      name,
      in: 'query',
      required: required ?? false,
      description: about,
      schema: { type: 'string' },
    })),
  }),
  ...(call.body && { requestBody: { required: true, content: { 'application/json': { schema: call.body } } } }),
  responses: {
    200: {
      description: call.answers,
      content: { [call.type ?? 'application/json']: { schema: call.answer ?? { type: 'object' } } },
    },
    401: refused('No API key, or a wrong one.'),
    default: refused('Refused; the code says why.'),
  },
})

/** Plain JSON. `rooms` are the declared ones. */
export const openapi = (rooms: readonly RoomContract[], toJsonSchema: ToJsonSchema): object => ({
  openapi: '3.1.0',
  info: {
    title: 'Nabız: the HTTP API beside the socket',
    version: '1',
    description: 'Publishing and looking after connections from a backend in any language.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ key: [] }],
  paths: Object.fromEntries(API_CALLS.map(call => [call.path, { [call.method]: operation(call) }])),
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'One of the API keys of the server.' } },
    schemas: schemas(rooms, toJsonSchema),
  },
})
