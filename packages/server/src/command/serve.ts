/** `nabiz serve`: a server without an application, for backends in any language. */
import { hkdfSync } from 'node:crypto'
import { createServer as createHttp, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { AuditRecord } from '../room/audit.ts'
import { createServer, type NabizServer, type ServerOptions } from '../server.ts'
import { openRevocationFile } from '../session/revocation-file.ts'
import type { RevocationStore } from '../session/revocations.ts'
import { jwtAuthenticate } from '../token/jwt-authenticate.ts'
import { answerProbes } from './answer-probes.ts'
import type { ServeOptions } from './serve-options.ts'
import { UsageError } from './usage.ts'
import { watchUpgrades } from './watch-upgrades.ts'

/** Half a request is not waited for: these defaults of Node are a minute and five. */
const TIMEOUTS = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 } as const
/** A storm of reconnects waits in the queue of the system instead of being turned away by it. */
const BACKLOG = 65_535
const DRAIN_MS = 5_000
const PATH = '/ws'
/** Comings and goings of people who may: a storm of them is no news. */
const EVERYDAY: readonly AuditRecord['kind'][] = ['connected', 'joined', 'disconnected']

export type Serving = {
  readonly url: string
  /** Asks everybody to come back elsewhere, then ends everything. */
  stop(): Promise<void>
}

/** What makes this process a node among others: `@nabiz/redis`, which knows the server and is not known by it. */
export type OpenCluster = (options: ClusterOptions) => Promise<ClusterParts>
type ClusterOptions = {
  url: string
  secret: string
  advertise: string | undefined
  production: boolean
  onError: OnError
}
type OnError = (error: unknown, where: string) => void
type ClusterParts = Required<Pick<ServerOptions, 'node' | 'broker' | 'revocations' | 'control' | 'presence'>> &
  Pick<ServerOptions, 'neighbours' | 'secret' | 'dropped'>

export type Outlets = { readonly tell: (line: string) => void; readonly warn: (line: string) => void }

/** Resolves when it listens. Rejects when it cannot: the port is taken, the data folder does not read, Redis is away. */
export const serve = async (
  options: ServeOptions,
  { tell, warn }: Outlets,
  openCluster: OpenCluster,
): Promise<Serving> => {
  const { data, limits, host, port, trustedProxies } = options
  const onError: OnError = (error, where) => warn(`${where}: ${error instanceof Error ? error.stack : String(error)}`)
  const cluster = await joinCluster(options, openCluster, onError)
  const file = data === undefined ? undefined : await openData(data)
  const stores = [file, cluster?.revocations].filter(store => store !== undefined)
  if (stores.length === 0) warn('without --data revoked tokens are good again after a restart')
  const server = createServer({
    limits,
    trustedProxies,
    origins: options.origins,
    apiKeys: options.apiKeys,
    onError,
    ...cluster,
    revocations: everyStore(stores),
    authenticate: jwtAuthenticate({ secret: options.jwtSecrets }),
    audit: record => {
      if (!EVERYDAY.includes(record.kind)) tell(JSON.stringify({ audit: true, ...record }))
    },
  })
  const http = createHttp(TIMEOUTS)
  const probes = answerProbes(http)
  server.attach(http, { path: PATH })
  watchUpgrades(http, PATH, options.origins, warn)
  try {
    await listening(http, host, port)
  } catch (error) {
    await Promise.all([server.close(), file?.close()])
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
      await file?.close()
    },
  }
}

const joinCluster = async (
  { redis, advertise, jwtSecrets }: ServeOptions,
  open: OpenCluster,
  onError: OnError,
): Promise<ClusterParts | undefined> => {
  if (redis === undefined) return undefined
  try {
    const production = process.env.NODE_ENV === 'production'
    return await open({ url: redis, secret: clusterSecret(jwtSecrets), advertise, production, onError })
  } catch (error) {
    // An option that does not fit is a TypeError; anything else is Redis, or the way to it.
    const message = `--redis: ${(error as Error).message}`
    throw error instanceof TypeError ? new UsageError(message) : new Error(message)
  }
}

/** All nodes check the same tokens, so they can derive the same secret, and nobody else can. */
const clusterSecret = ([first = '']: readonly string[]): string =>
  Buffer.from(hkdfSync('sha256', first, '', 'nabiz cluster', 32)).toString('base64url')

const openData = (folder: string) =>
  openRevocationFile(join(folder, 'revocations.jsonl')).catch((error: Error) => {
    throw new Error(`--data ${folder}: ${error.message}`, { cause: error })
  })

/** Kept in every one; known is what any of them has. */
const everyStore = (stores: readonly RevocationStore[]): RevocationStore => ({
  load: async () => (await Promise.all(stores.map(store => store.load()))).flat(),
  add: async revocation => void (await Promise.all(stores.map(store => store.add(revocation)))),
})

/** Everybody has the window to go; who does not is closed. */
const emptied = (server: NabizServer): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, DRAIN_MS * 1.2)
  return Promise.race([server.drain({ window_ms: DRAIN_MS }), promise]).finally(() => clearTimeout(timer))
}

/** What the system says by its codes, in words of the options. */
const notListening = (host: string, port: number, error: NodeJS.ErrnoException): Error => {
  const said: Record<string, string> = {
    EADDRINUSE: `--port ${port}: another program listens there already`,
    EACCES: `--port ${port}: this user may not listen there`,
    EADDRNOTAVAIL: `--host ${host}: this machine has no such address`,
    ENOTFOUND: `--host ${host}: no address has this name`,
  }
  const { code = '' } = error
  return new Error(said[code] === undefined ? error.message : `${said[code]} (${code})`, { cause: error })
}

const listening = (http: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(notListening(host, port, error))
    http.once('error', failed)
    http.listen({ host, port, backlog: BACKLOG }, () => {
      http.off('error', failed)
      resolve()
    })
  })
