/** The script of a SharedWorker in one call: one connection for each user and company, whatever the number of tabs. */
import { type ClientOptions, resolveOptions } from '../options.ts'
import { everyTransport } from '../transport/every-transport.ts'
import { detectTabParts, holdLock, type MessageEnd } from './browser-parts.ts'
import { TabHost } from './tab-host.ts'
import type { ToWorker, Who } from './worker-link.ts'

/** The parts of a SharedWorker's global that are used. */
export type WorkerScope = { onconnect: ((event: { ports: readonly MessageEnd[] }) => void) | null }

/**
 * Serves every tab that `createSharedClient({ worker })` connects to this worker.
 * @example
 * serveTabs(({ user, company }) => ({ url: '/ws', token: () => fetchToken(company) }))
 */
export const serveTabs = (
  options: (who: Who) => ClientOptions,
  scope: WorkerScope = globalThis as unknown as WorkerScope,
): void => {
  const parts = detectTabParts()
  if (!parts) throw new TypeError('serveTabs needs Web Locks: https, or localhost')
  const hosts = new Map<string, TabHost>()
  const hostOf = (who: Who) => {
    const key = JSON.stringify([who.user, who.company])
    const known = hosts.get(key)
    if (known) return known
    const own = options(who)
    const host = new TabHost({
      ...resolveOptions({ ...own, transports: own.transports ?? everyTransport }),
      ...who,
    })
    hosts.set(key, host)
    return host
  }
  scope.onconnect = ({ ports: [port] }) => {
    let host: TabHost | null = null
    let tab = ''
    port!.onmessage = ({ data }) => {
      const message = data as ToWorker
      if (message.kind !== 'hello') return host?.message(tab, message)
      tab = message.tab
      const mine = hostOf(message.who)
      host = mine
      mine.add(tab, message => port!.postMessage(message))
      const end = holdLock(parts.locks, tab, {
        held: () => {
          mine.remove(message.tab)
          end()
        },
      })
    }
  }
}
