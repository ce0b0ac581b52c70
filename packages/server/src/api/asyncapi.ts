/** The declared rooms and requests as an AsyncAPI 3 document: what a client of the socket may hear, publish and ask. */
import type { RequestContract, RoomContract } from '@nabiz/protocol'
import { embedded, type JsonSchema, type ToJsonSchema } from './json-schema.ts'

/** Keys of the document may hold letters, digits, `.`, `-` and `_` alone. */
const keyOf = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, '_')

/** An event as it stands on the wire. */
const envelope = (type: string, data: JsonSchema): JsonSchema => ({
  type: 'object',
  required: ['type', 'room', 'timestamp', 'user_id', 'id'],
  properties: {
    type: { const: type },
    room: { type: 'string' },
    data,
    timestamp: { type: 'integer', description: 'ms since 1970' },
    user_id: { type: ['string', 'null'], description: 'Who caused it.' },
    id: { type: 'string' },
    offset: { type: 'integer', description: 'Absent on passing events.' },
    key: { type: 'string' },
    removed: { const: true, description: 'The content was erased; there is no data.' },
  },
})

const ofRoom = (room: RoomContract, address: string, toJsonSchema: ToJsonSchema) => {
  const key = keyOf(room.pattern)
  const names = [...room.pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const messages = Object.entries(room.events).map(([type, { schema, record }]) => {
    const data = embedded(toJsonSchema(schema, 'draft-07'), `${room.pattern}/${type}`)
    const about = record === false ? 'Passing: in no history.' : 'Recorded: has an offset in its room.'
    return [keyOf(type), { name: type, summary: about, payload: envelope(type, data) }] as const
  })
  const channel = {
    address: room.pattern,
    title: room.pattern,
    description: `Joined by name over the connection at ${address}.`,
    ...(names.length > 0 && {
      parameters: Object.fromEntries(names.map(name => [name, { description: `A part of the room's name.` }])),
    }),
    messages: Object.fromEntries(messages),
  }
  const all = messages.map(([name]) => ({ $ref: `#/channels/${key}/messages/${name}` }))
  const about = { channel: { $ref: `#/channels/${key}` }, messages: all }
  return {
    channels: { [key]: channel },
    operations: {
      [`${key}.hear`]: { action: 'send', summary: `What readers of ${room.pattern} get`, ...about },
      [`${key}.publish`]: { action: 'receive', summary: 'For those whose token or application allows it', ...about },
    },
  }
}

const ofRequest = (request: RequestContract, address: string, toJsonSchema: ToJsonSchema) => {
  const key = keyOf(`request.${request.name}`)
  const input = embedded(toJsonSchema(request.input, 'draft-07'), `${key}/input`)
  const output = embedded(toJsonSchema(request.output, 'draft-07'), `${key}/output`)
  const ref = { type: ['number', 'string'] }
  const question = { type: 'object', required: ['type', 'name', 'data', 'ref'] }
  const answer = { type: 'object', required: ['type', 'ref', 'data'] }
  const channel = {
    address,
    title: request.name,
    ...(request.errors.length > 0 && { description: `Codes of its errors: ${request.errors.join(', ')}.` }),
    messages: {
      request: {
        payload: {
          ...question,
          properties: { type: { const: 'request' }, name: { const: request.name }, data: input, ref },
        },
      },
      response: { payload: { ...answer, properties: { type: { const: 'response' }, ref, data: output } } },
    },
  }
  const message = (name: string) => [{ $ref: `#/channels/${key}/messages/${name}` }]
  const operation = {
    action: 'receive',
    channel: { $ref: `#/channels/${key}` },
    messages: message('request'),
    reply: { channel: { $ref: `#/channels/${key}` }, messages: message('response') },
  }
  return { channels: { [key]: channel }, operations: { [key]: operation } }
}

export type AsyncApiParts = {
  readonly rooms: readonly RoomContract[]
  readonly requests: readonly RequestContract[]
  readonly toJsonSchema: ToJsonSchema
  /** Where the reader found the server, `localhost:8000`. */
  readonly host: string
}

/** Plain JSON. */
export const asyncapi = ({ rooms, requests, toJsonSchema, host }: AsyncApiParts): object => {
  const address = '/ws'
  const parts = [
    ...rooms.map(room => ofRoom(room, address, toJsonSchema)),
    ...requests.map(request => ofRequest(request, address, toJsonSchema)),
  ]
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Nabız: rooms and requests',
      version: '1',
      description: 'Over the wire nabiz.v1. Rooms beside these have default history and take any event.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      socket: {
        host: host === '' ? 'localhost' : host,
        pathname: address,
        protocol: 'ws',
        description: 'wss where TLS ends in front of the server.',
      },
    },
    channels: Object.assign({}, ...parts.map(({ channels }) => channels)) as object,
    operations: Object.assign({}, ...parts.map(({ operations }) => operations)) as object,
  }
}
