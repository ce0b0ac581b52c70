/** Tabs with a SharedWorker: it holds the connection, and outlives each of them. */
import { holdLock, type Locks, type MessageEnd } from './browser-parts.ts'
import type { HostLink, ToHost, ToTab } from './message.ts'

/** Whose connection a tab asks the worker for. */
export type Who = { user: string; company: string | null }
/** A tab's first word to the worker; it is there as long as it holds the lock of its name. */
export type WorkerHello = { kind: 'hello'; tab: string; who: Who }
export type ToWorker = WorkerHello | ToHost

export const createWorkerLink = (port: MessageEnd, locks: Locks, tab: string, who: Who): HostLink => {
  let to: Parameters<HostLink['listen']>[0] = { host: () => {}, message: () => {} }
  let release: (() => void) | null = null
  let greeted = false
  const say = (message: ToWorker) => port.postMessage(message)
  return {
    post: message => {
      if (greeted) say(message)
    },
    listen: listener => {
      to = listener
    },
    // A worker is never frozen; where it was ended, the browser starts it again for the next page.
    silent: () => {},
    start: () => {
      if (release) return
      port.onmessage = ({ data }) => to.message(data as ToTab)
      release = holdLock(locks, tab, {
        held: () => {
          greeted = true
          say({ kind: 'hello', tab, who })
          to.host()
        },
      })
    },
    stop: () => {
      release?.()
      release = null
      greeted = false
    },
  }
}
