/** A client whose connection is shared by all tabs of one user and company; to its user it is a client like any other. */
import { type Client, createClient, createCoreClient } from '../client.ts'
import type { Status } from '../connection/status.ts'
import { TokenRefused } from '../failure.ts'
import { Listeners } from '../listeners.ts'
import { type ClientOptions, resolveOptions } from '../options.ts'
import { memoryInProcess } from '../outside/transport-memory.ts'
import { everyTransport } from '../transport/every-transport.ts'
import { detectTabParts, type MessageEnd, type TabParts } from './browser-parts.ts'
import { createChannelLink } from './channel-link.ts'
import type { HostLink } from './message.ts'
import { TabHost } from './tab-host.ts'
import { tabTransport } from './tab-transport.ts'
import { createWorkerLink } from './worker-link.ts'

export type SharedClientOptions = ClientOptions & {
  /** Who is signed in. A connection that turns out to be another's is ended (`identity_mismatch`). */
  user: string
  /** The tenant the token is for; absent = the shared space. */
  company?: string
  /** A SharedWorker whose script calls `serveTabs`. Without it one of the tabs holds the connection. */
  worker?: { port: MessageEnd }
  /** Names tabs; must not repeat. Default random. */
  id?: () => string
  /** Default the browser's; where it has none, every tab gets a connection of its own. */
  parts?: TabParts | null
}

/** A tab that lost its host looks for the next one after this. */
const RETURN_MS = 100
/** Never opened: the way from a tab to its host. */
const NOWHERE = 'ws://tab'

/** What a tab says of the connection: its own state where that is worse, else the host's. */
const seen = (own: Status, host: Status | null, refusal: string | null): Status => {
  if (refusal !== null && own.state === 'closed') return { ...own, reason: refusal }
  if (!host || own.state === 'idle' || own.reason === 'closed_by_client') return own
  return host.state === 'connected' && own.state !== 'connected' ? own : host
}

/**
 * Makes a client that shares one connection with the other tabs of the same user and company.
 * @example
 * const client = createSharedClient({ url: '/ws', token: fetchToken, user: '5' })
 * client.connect()
 */
export const createSharedClient = (options: SharedClientOptions): Client => {
  const { user, company = null, worker, id = () => crypto.randomUUID(), parts = detectTabParts() } = options
  if (!parts) return createClient(options)
  const held = resolveOptions({ ...options, transports: options.transports ?? everyTransport })
  /** Signed out here: another tab, which may not be, takes the connection on. */
  const token = async () => {
    try {
      return await held.token()
    } catch (error) {
      if (error instanceof TokenRefused) end(error.reason)
      throw error
    }
  }
  const name = `nabiz ${JSON.stringify([held.url, company, user])}`
  const link: HostLink = worker
    ? createWorkerLink(worker.port, parts.locks, `${name} ${id()}`, { user, company })
    : createChannelLink({ ...parts, name, id, host: () => new TabHost({ ...held, token, user, company }) })

  let host: Status | null = null
  let refusal: string | null = null
  const transport = tabTransport(link, status => {
    host = status
    changed()
  })
  const { clock, random, online, report } = held
  const core = createCoreClient({
    url: NOWHERE,
    transports: [transport],
    transportMemory: memoryInProcess(),
    token: () => '',
    backoff: () => RETURN_MS,
    // The way to the host needs no network.
    online: {
      isOnline: () => true,
      subscribe: fn => online.subscribe(signal => signal === 'offline' || fn(signal)),
    },
    clock,
    random,
    report,
  })
  const listeners = new Listeners<[Status]>(report)
  let status = core.status
  const changed = () => {
    const now = seen(core.status, host, refusal)
    if (now === status) return
    status = now
    listeners.emit(now)
  }
  core.onStatus(changed)

  // A page that is put away gives the connection on at once, and takes part again when it is brought back.
  const page = globalThis as Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>
  const away = () => link.stop()
  const back = () => link.start()

  const end = (reason: string | null) => {
    refusal = reason
    page.removeEventListener?.('pagehide', away)
    page.removeEventListener?.('pageshow', back)
    core.close()
    link.stop()
    host = null
    changed()
  }
  const connect = () => {
    refusal = null
    page.addEventListener?.('pagehide', away)
    page.addEventListener?.('pageshow', back)
    link.start()
    core.connect()
  }
  const own: Pick<Client, 'connect' | 'close' | 'retry' | 'onStatus'> = {
    connect,
    close: () => end(null),
    retry: () => {
      connect()
      link.post({ kind: 'look' })
      core.retry()
    },
    onStatus: fn => listeners.add(fn),
  }
  const client = Object.assign(Object.create(core) as Client, own)
  return Object.defineProperty(client, 'status', { get: () => status })
}
