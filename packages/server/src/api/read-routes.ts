/** What a backend or an operator may read: presence, history, statistics, metrics, and the documents of the API. */
import { type Limits, type PresenceMember, parsePosition } from '@nabiz/protocol'
import type { Hub } from '../room/hub.ts'
import type { PresencePage } from '../room/presence-room.ts'
import { readAnswer } from '../room/read-answer.ts'
import { roomKey } from '../room/room-key.ts'
import type { Routes } from './call.ts'

export type Stats = { users: number; sessions: number; connections: number; rooms: Record<string, number> }

export type ReadDoors = {
  readonly hub: Hub
  readonly limits: Limits
  readonly presence: (
    room: string,
    options: { company?: string | undefined; after?: string | undefined; limit: number },
  ) => Promise<PresencePage<PresenceMember>>
  readonly stats: () => Stats
  /** In the text format of Prometheus, with its content type. */
  readonly metrics: () => Promise<{ readonly text: string; readonly type: string }>
  readonly openapi: () => object
  /** `host` is where the caller found us. */
  readonly asyncapi: (host: string) => object
}

export const readRoutes = (doors: ReadDoors): Routes => {
  const { limits } = doors
  const stats = async () => {
    const { users, ...rest } = doors.stats()
    return { json: { active_users: users, ...rest } }
  }
  return {
    '/api/presence': {
      method: 'GET',
      async run({ query }) {
        const room = query.room()
        const page = await doors.presence(room, {
          company: query.optionalId('company'),
          after: query.optionalId('after'),
          limit: query.count('limit', limits.presenceAnswerMembers),
        })
        return { json: { room, ...page } }
      },
    },
    '/api/history': {
      method: 'GET',
      async run({ query }) {
        const room = query.room()
        const past = doors.hub.historyOf(roomKey(query.optionalId('company'), room))
        const since = query.has('since')
          ? (parsePosition(query.id('since')) ?? query.refuse('since', 'a position, epoch:offset'))
          : null
        const limit = query.count('limit', limits.historyAnswerEvents)
        const { events, ...rest } = await readAnswer(past, since, limit, limits)
        return { json: `${JSON.stringify({ room, ...rest }).slice(0, -1)},"events":${events}}` }
      },
    },
    '/api/ws/stats': { method: 'GET', run: stats },
    '/ws/stats': { method: 'GET', run: stats },
    '/metrics': { method: 'GET', run: () => doors.metrics() },
    '/api/openapi.json': { method: 'GET', run: async () => ({ json: doors.openapi() }) },
    '/api/asyncapi.json': { method: 'GET', run: async ({ host }) => ({ json: doors.asyncapi(host) }) },
  }
}
