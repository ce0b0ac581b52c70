/** The parts of a browser that tabs find each other with, named here so that the package needs no DOM types. */

// Method form, so that the wider handler types of the DOM fit.
type Handler = { call(event: { data: unknown }): void }['call'] | null

/** `BroadcastChannel`, or one end of a `MessageChannel`. */
export type MessageEnd = {
  onmessage: Handler
  postMessage(message: unknown): void
  close(): void
}
export type ChannelConstructor = new (name: string) => MessageEnd

/** `navigator.locks`: held until the promise of the function settles; a thief makes the request reject. */
export type Locks = {
  request(
    name: string,
    options: { steal?: boolean; ifAvailable?: boolean; signal?: AbortSignal },
    fn: (lock: unknown) => unknown,
  ): Promise<unknown>
}

export type TabParts = { locks: Locks; BroadcastChannel: ChannelConstructor }

/** Null where a page has not both (an address without https, old browsers). */
export const detectTabParts = (): TabParts | null => {
  const here = globalThis as { navigator?: { locks?: Locks }; BroadcastChannel?: unknown }
  const locks = here.navigator?.locks
  const { BroadcastChannel } = here
  return locks && BroadcastChannel ? { locks, BroadcastChannel: BroadcastChannel as ChannelConstructor } : null
}

/** Holds a lock until the returned function is called; `held` comes when it is got, `lost` when somebody stole it. */
export const holdLock = (
  locks: Locks,
  name: string,
  { steal = false, held, lost = () => {} }: { steal?: boolean; held(): void; lost?(): void },
): (() => void) => {
  let release = () => {}
  const done = new Promise<void>(resolve => {
    release = resolve
  })
  const waiting = new AbortController()
  let ended = false
  const hold = () => {
    if (ended) return
    held()
    return done
  }
  // A signal cannot go with stealing, which does not wait.
  locks.request(name, steal ? { steal } : { signal: waiting.signal }, hold).catch(() => ended || lost())
  return () => {
    ended = true
    release()
    waiting.abort()
  }
}
