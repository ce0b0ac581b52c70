/** A wire over HTTP calls: what goes up is the same however the frames come down. */
import { HttpLink, HttpRefused } from './http-link.ts'
import { Uplink } from './uplink.ts'
import { ABNORMAL, type Hello, type Surroundings, type Wire, type WireEvents } from './wire.ts'

/** What the way down works with. It ends by throwing, or by a frame `closed`. */
export type Downstream = {
  place: Surroundings
  link: HttpLink
  signal: AbortSignal
  frame: WireEvents['frame']
  /** Frames may go up from now on. */
  begin(session: string): void
}

const GOODBYE = 1000

export const openHttpWire = (
  place: Surroundings,
  hello: Hello,
  events: WireEvents,
  receive: (down: Downstream) => Promise<void>,
): Wire => {
  const ending = new AbortController()
  const { signal } = ending
  const link = new HttpLink(place, hello)
  const end = (code: number) => {
    if (signal.aborted) return
    ending.abort()
    events.closed(code)
  }
  const failed = (error: unknown) => end(error instanceof HttpRefused ? error.code : ABNORMAL)
  const uplink = new Uplink({ place, link, signal, failed })
  const down: Downstream = {
    place,
    link,
    signal,
    frame: frame => {
      if (signal.aborted) return
      if (frame.type === 'closed' && 'code' in frame) end(frame.code)
      else events.frame(frame)
    },
    begin: session => uplink.begin(session),
  }
  receive(down).then(() => end(ABNORMAL), failed)
  return {
    send: text => {
      if (!signal.aborted) uplink.send(text)
    },
    close: code => {
      if (signal.aborted) return
      ending.abort()
      const { session } = uplink
      if (code !== GOODBYE || session === null) return
      // Outlives the page; unheard, the session ends by itself after its grace time.
      link.call({ method: 'DELETE', path: 'send', query: { session }, keepalive: true }).catch(() => {})
    },
  }
}
