/** The HTTP API of one server: its routes put together with the doors they need. */
import type { Limits, RequestContract, RoomContract } from '@nabiz/protocol'
import { createApi } from './api/api.ts'
import { asyncapi } from './api/asyncapi.ts'
import { standardJsonSchema, type ToJsonSchema } from './api/json-schema.ts'
import { openapi } from './api/openapi.ts'
import { publishRoutes } from './api/publish-routes.ts'
import { type ReadDoors, readRoutes } from './api/read-routes.ts'
import { type SessionDoors, sessionRoutes } from './api/session-routes.ts'
import type { AuditRecord } from './room/audit.ts'
import type { Publisher } from './room/publisher.ts'
import type { HttpPart } from './transport/http-dispatch.ts'

export type ServerApiParts = Omit<ReadDoors, 'openapi' | 'asyncapi'> &
  SessionDoors & {
    readonly apiKeys: readonly string[]
    readonly publisher: Publisher
    readonly limits: Limits
    readonly trustedProxies: number
    readonly rooms: readonly RoomContract[]
    readonly requests: readonly RequestContract[]
    readonly toJsonSchema: ToJsonSchema | undefined
    readonly id: () => string
    readonly audit: (record: Omit<AuditRecord, 'at'>) => void
    readonly onError: (error: unknown, where: string) => void
  }

export const createServerApi = (parts: ServerApiParts): HttpPart => {
  const { rooms, requests } = parts
  const toJsonSchema = parts.toJsonSchema ?? standardJsonSchema
  return createApi({
    ...parts,
    routes: {
      ...publishRoutes(parts),
      ...sessionRoutes(parts),
      ...readRoutes({
        ...parts,
        openapi: () => openapi(rooms, toJsonSchema),
        asyncapi: host => asyncapi({ rooms, requests, toJsonSchema, host }),
      }),
    },
  })
}
