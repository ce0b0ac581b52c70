/** Our engine as a stranger would embed it: history and positions on, limits raised. */
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defineRequest, defineRoom, type StandardSchemaV1 } from '@nabiz/protocol'
import { createServer, handleRequest } from '@nabiz/server'
import { BACKLOG, type Serve } from './served.ts'

const anything: StandardSchemaV1<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'bench', validate: value => ({ value }) },
}

const LIMITS = {
  messagesPerMinute: Number.POSITIVE_INFINITY,
  connectionsPerAddress: Number.POSITIVE_INFINITY,
  connectsPerSecond: Number.POSITIVE_INFINITY,
  pendingConnections: Number.POSITIVE_INFINITY,
  roomsPerSession: Number.POSITIVE_INFINITY,
}

export const serveNabiz: Serve = async () => {
  const echo = defineRequest('echo', { input: anything, output: anything })
  const server = createServer({
    authenticate: async token => ({ user_id: token, rooms: ['bench:*'] }),
    rooms: [defineRoom('bench:{id}', { events: {}, open: true, presence: false })],
    requests: [handleRequest(echo, input => input)],
    limits: LIMITS,
  })
  const http = createHttp()
  server.attach(http)
  http.listen(0, '127.0.0.1', BACKLOG)
  await once(http, 'listening')
  const publish = (room: string, data: object): void => void server.publish(room, 'product_added', data)
  return { served: { publish }, port: (http.address() as AddressInfo).port }
}
