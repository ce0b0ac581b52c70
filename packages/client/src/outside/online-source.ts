/** What the device says about its network and its screen: hints that wake the client, never the truth about a server. */

/**
 * `online`: the network is back, or another one took its place without ever being gone.
 * `visible`: the person looks at the page again, often after a sleep in which the socket died unnoticed.
 */
export type OnlineSignal = 'online' | 'offline' | 'visible'

export type OnlineSource = {
  isOnline(): boolean
  subscribe(fn: (signal: OnlineSignal) => void): () => void
}

/** `type` is `wifi`, `cellular`, …; browsers of desks do not tell it, and there `change` is about estimates of speed alone. */
type NetworkInformation = {
  type?: string
  addEventListener(type: string, fn: () => void): void
  removeEventListener(type: string, fn: () => void): void
}

/** The parts of a browser window we listen to, named here so that the package needs no DOM types. */
export type BrowserWindow = {
  addEventListener(type: string, fn: () => void): void
  removeEventListener(type: string, fn: () => void): void
  navigator?: { onLine?: boolean; connection?: NetworkInformation }
  document?: {
    visibilityState?: string
    addEventListener(type: string, fn: () => void): void
    removeEventListener(type: string, fn: () => void): void
  }
}

/** For places without such events (Node, workers of some runtimes): always online, never a signal. */
export const alwaysOnline: OnlineSource = { isOnline: () => true, subscribe: () => () => {} }

/** `online`, `offline`, `visibilitychange` and `pageshow` of a browser, and a phone that goes from one network to another. */
export const browserOnline = (window: BrowserWindow): OnlineSource => ({
  isOnline: () => window.navigator?.onLine !== false,
  subscribe: fn => {
    const network = window.navigator?.connection
    let over = network?.type
    const online = () => fn('online')
    const changed = () => {
      if (network?.type === over) return
      over = network?.type
      if (over !== 'none') online()
    }
    const offline = () => fn('offline')
    const visible = () => {
      if (window.document?.visibilityState !== 'hidden') fn('visible')
    }
    window.addEventListener('online', online)
    window.addEventListener('offline', offline)
    window.addEventListener('pageshow', visible)
    window.document?.addEventListener('visibilitychange', visible)
    network?.addEventListener('change', changed)
    return () => {
      window.removeEventListener('online', online)
      window.removeEventListener('offline', offline)
      window.removeEventListener('pageshow', visible)
      window.document?.removeEventListener('visibilitychange', visible)
      network?.removeEventListener('change', changed)
    }
  },
})

/** The browser's source where there is one, else {@link alwaysOnline}. */
export const detectOnline = (): OnlineSource =>
  typeof (globalThis as { addEventListener?: unknown }).addEventListener === 'function'
    ? browserOnline(globalThis as unknown as BrowserWindow)
    : alwaysOnline
