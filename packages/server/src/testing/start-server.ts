/** A server on a real port for tests: tokens are JSON identities, clocks can be turned, everything ends with the test. */
import { once } from 'node:events'
import { createServer as createHttp, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConnectRefused, type Identity } from '../room/identity.ts'
import { createServer, type NabizServer, type ServerOptions } from '../server.ts'
import type { TransportName } from '../session/wire.ts'
import type { Frame } from './frame-log.ts'
import { PollClient, SseClient } from './http-clients.ts'
import { WireClient } from './wire-client.ts'

export type TestServer = AsyncDisposable & {
  server: NabizServer
  http: Server
  url: string
  errors: unknown[]
  /** A connection that was opened but said nothing. */
  open(options?: ConstructorParameters<typeof WireClient>[1]): Promise<WireClient>
  /** A connection that was answered `connected`. */
  connect(identity?: Partial<Identity>, options?: ConnectOptions): Promise<WireClient & { connected: Frame }>
  /** A client of any transport that sent `connect`; the answer, or a refusal, is in its log. */
  begin(transport: TransportName, frame?: { token?: string; [field: string]: unknown }): Promise<AnyClient>
}
export type AnyClient = WireClient | SseClient | PollClient
type ConnectOptions = { joined?: boolean; frame?: object }

/** May join and publish everywhere. */
export const tokenOf = (identity: Partial<Identity> = {}): string =>
  JSON.stringify({ user_id: '5', rooms: ['*'], publish: ['*'], ...identity })

const authenticate = async (token: string): Promise<Identity> => {
  if (token === 'expired') throw new ConnectRefused(4501, 'The token ran out')
  if (!token.startsWith('{')) throw new ConnectRefused(4500, 'The token is bad')
  return JSON.parse(token) as Identity
}

export const startServer = async (options: Partial<ServerOptions> = {}): Promise<TestServer> => {
  const errors: unknown[] = []
  const server = createServer({ authenticate, onError: error => errors.push(error), ...options })
  const http = createHttp()
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws`
  const clients: AnyClient[] = []
  const open: TestServer['open'] = async options => {
    const client = new WireClient(url, options)
    clients.push(client)
    return client.opened()
  }
  const connect: TestServer['connect'] = async (identity, { joined = true, frame = {} } = {}) => {
    const client = await open({ joined })
    client.send({ type: 'connect', token: tokenOf(identity), version: 1, ...frame })
    return Object.assign(client, { connected: await client.take({ type: 'connected' }) })
  }
  const begin: TestServer['begin'] = async (transport, { token = tokenOf(), ...frame } = {}) => {
    const first = { type: 'connect', token, version: 1, ...frame }
    if (transport === 'websocket') {
      const client = await open()
      client.send(first)
      return client
    }
    const client = transport === 'sse' ? new SseClient(url) : new PollClient(url)
    clients.push(client)
    await client.begin(first)
    return client
  }
  return {
    ...{ server, http, url, errors, open, connect, begin },
    async [Symbol.asyncDispose]() {
      // Who polls is told the end by its next answer; the others would keep the server waiting.
      for (const client of clients) if (!(client instanceof PollClient)) void client.cut()
      await server.close()
      for (const client of clients) void client.cut()
      http.close()
      http.closeAllConnections()
    },
  }
}
