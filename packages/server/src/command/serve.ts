/** `nabiz serve`: a server without an application, for backends in any language. */
import { createServer as createHttp, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { AuditRecord } from '../room/audit.ts'
import { createServer, type NabizServer } from '../server.ts'
import { openRevocationFile } from '../session/revocation-file.ts'
import { jwtAuthenticate } from '../token/jwt-authenticate.ts'
import { answerProbes } from './answer-probes.ts'
import type { ServeOptions } from './serve-options.ts'

/** Half a request is not waited for: these defaults of Node are a minute and five. */
const TIMEOUTS = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 } as const
/** A storm of reconnects waits in the queue of the system instead of being turned away by it. */
const BACKLOG = 65_535
const DRAIN_MS = 5_000
/** Comings and goings of people who may: a storm of them is no news. */
const EVERYDAY: readonly AuditRecord['kind'][] = ['connected', 'joined', 'disconnected']

export type Serving = {
  readonly url: string
  /** Asks everybody to come back elsewhere, then ends everything. */
  stop(): Promise<void>
}

export type Outlets = { readonly tell: (line: string) => void; readonly warn: (line: string) => void }

/** Resolves when it listens. Rejects when it cannot: the port is taken, the data folder does not read. */
export const serve = async (options: ServeOptions, { tell, warn }: Outlets): Promise<Serving> => {
  const { data, limits, host, port } = options
  const revocations = data === undefined ? undefined : await openRevocationFile(join(data, 'revocations.jsonl'))
  if (!revocations) warn('without --data revoked tokens are good again after a restart')
  const server = createServer({
    ...{ limits, revocations, origins: options.origins, apiKeys: options.apiKeys },
    authenticate: jwtAuthenticate({ secret: options.jwtSecret }),
    audit: record => {
      if (!EVERYDAY.includes(record.kind)) tell(JSON.stringify({ audit: true, ...record }))
    },
    onError: (error, where) => warn(`${where}: ${error instanceof Error ? error.stack : String(error)}`),
  })
  const http = createHttp(TIMEOUTS)
  const probes = answerProbes(http)
  server.attach(http)
  try {
    await listening(http, host, port)
  } catch (error) {
    await Promise.all([server.close(), revocations?.close()])
    throw error
  }
  const { address, family, port: actual } = http.address() as AddressInfo
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`
  tell(`nabiz listens on ${url}`)
  return {
    url,
    async stop() {
      probes.draining()
      await emptied(server)
      await server.close()
      http.close()
      http.closeAllConnections()
      await revocations?.close()
    },
  }
}

/** Everybody has the window to go; who does not is closed. */
const emptied = (server: NabizServer): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, DRAIN_MS * 1.2)
  return Promise.race([server.drain({ window_ms: DRAIN_MS }), promise]).finally(() => clearTimeout(timer))
}

const listening = (http: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen({ host, port, backlog: BACKLOG }, () => {
      http.off('error', reject)
      resolve()
    })
  })
