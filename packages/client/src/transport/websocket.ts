/** The WebSocket transport: `nabiz.v1` frames over any object that behaves like a browser's WebSocket. */
import type { RoomEvent, ServerFrame } from '@nabiz/protocol'
import type { Wire, WireEvents } from './wire.ts'

// Method form, so that the wider handler types of the DOM and of `ws` both fit.
type Handler<Event> = { call(event: Event): void }['call'] | null

/** The part of WebSocket we use. `globalThis.WebSocket` and the `ws` package both have it. */
export type WebSocketLike = {
  onopen: Handler<unknown>
  onmessage: Handler<{ data: unknown }>
  onclose: Handler<{ code: number }>
  onerror: Handler<unknown>
  send(data: string): void
  close(code?: number, reason?: string): void
}
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => WebSocketLike

export const SUBPROTOCOL = 'nabiz.v1'

/** The code a browser reports for a link that ended without a close frame. */
const ABNORMAL = 1006

/**
 * `https://host` → `wss://host/ws`; `/ws` is taken from the page's own host. By text and not by `URL`, whose
 * setters some mobile runtimes lack.
 */
export const socketUrl = (url: string, page?: { protocol: string; host: string }): string => {
  let absolute = url
  if (url.startsWith('/')) {
    if (!page) throw new TypeError(`${url} needs a page to be relative to; give ws:// or wss://`)
    absolute = `${page.protocol}//${page.host}${url}`
  }
  absolute = absolute.replace(/^http/, 'ws')
  if (!/^wss?:\/\/[^/]/.test(absolute)) throw new TypeError(`not a WebSocket address: ${url}`)
  return /^wss?:\/\/[^/?]+\/?$/.test(absolute) ? `${absolute.replace(/\/$/, '')}/ws` : absolute
}

/** One message may hold several frames, one a line. What is no frame is left out: the offsets will tell. */
const decode = (data: unknown, take: (frame: ServerFrame | RoomEvent) => void): void => {
  if (typeof data !== 'string') return
  for (const line of data.split('\n')) {
    let frame: unknown
    try {
      frame = JSON.parse(line)
    } catch {
      continue
    }
    if (typeof frame === 'object' && frame !== null && 'type' in frame) take(frame as ServerFrame | RoomEvent)
  }
}

export const openWebSocket = (WebSocket: WebSocketConstructor, url: string, events: WireEvents): Wire => {
  const socket = new WebSocket(url, SUBPROTOCOL)
  let over = false
  const end = (code: number) => {
    if (over) return
    over = true
    events.closed(code)
  }
  socket.onopen = () => {
    if (!over) events.opened()
  }
  socket.onmessage = ({ data }) =>
    decode(data, frame => {
      // Also between two frames of one message: the first may have ended it.
      if (!over) events.frame(frame)
    })
  socket.onclose = ({ code }) => end(code)
  // Stays set after the end: the `ws` package throws errors nobody listens to. A close event follows every error.
  socket.onerror = () => {}
  return {
    send: text => {
      if (over) return
      try {
        socket.send(text)
      } catch {
        // Only a socket that is no longer open throws; its close event may never come if the peer is dead.
        end(ABNORMAL)
      }
    },
    close: code => {
      if (over) return
      over = true
      try {
        socket.close(code)
      } catch {
        // A runtime that refuses the code; the socket is abandoned either way.
        socket.close()
      }
    },
  }
}
