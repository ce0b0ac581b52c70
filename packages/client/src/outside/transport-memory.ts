/** Where a client keeps which transport worked for a server, so that the next page does not have to find out again. */

/** `origin` is the server's; a value that is lost or stale costs one attempt and nothing else. */
export type TransportMemory = {
  get(origin: string): string | null
  set(origin: string, transport: string): void
}

type Storage = { getItem(key: string): string | null; setItem(key: string, value: string): void }

const PREFIX = 'nabiz:transport:'

export const memoryInProcess = (): TransportMemory => {
  const known = new Map<string, string>()
  return { get: origin => known.get(origin) ?? null, set: (origin, transport) => void known.set(origin, transport) }
}

const memoryIn = (storage: Storage): TransportMemory => ({
  get: origin => storage.getItem(PREFIX + origin),
  set: (origin, transport) => {
    try {
      storage.setItem(PREFIX + origin, transport)
    } catch {
      // Full, or private browsing.
    }
  },
})

type Place = { document?: unknown; localStorage?: Storage }

/** The browser's `localStorage` where it may be used, else this process. */
export const detectTransportMemory = (here: Place = globalThis as Place): TransportMemory => {
  try {
    // Node has a localStorage too, and warns when it is looked at.
    if (here.document && here.localStorage) return memoryIn(here.localStorage)
  } catch {
    // Reading the property alone throws where a page may store nothing.
  }
  return memoryInProcess()
}
