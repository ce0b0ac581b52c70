/** The WebSocket transport: `nabiz.v1` frames over any object that behaves like a browser's WebSocket. */
import { ABNORMAL, decodeLines, type Transport } from './wire.ts'

export const SUBPROTOCOL = 'nabiz.v1'

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

export const webSocket: Transport = {
  name: 'websocket',
  possible: ({ WebSocket }) => WebSocket !== undefined,
  open: ({ WebSocket, url }, hello, events) => {
    const socket = new WebSocket!(url, SUBPROTOCOL)
    let over = false
    let opened = false
    const end = (code: number) => {
      if (over) return
      over = true
      events.closed(code)
    }
    const send = (text: string) => {
      if (over) return
      try {
        socket.send(text)
      } catch {
        // Only a socket that is no longer open throws; its close event may never come if the peer is dead.
        end(ABNORMAL)
      }
    }
    socket.onopen = () => {
      opened = true
      if (!over) send(hello.connect())
    }
    socket.onmessage = ({ data }) => {
      // Also between two frames of one message: the first may have ended it.
      if (typeof data === 'string') decodeLines(data, frame => over || events.frame(frame))
    }
    socket.onclose = ({ code }) => end(code)
    // Stays set after the end: the `ws` package throws errors nobody listens to. Node 22 tells no close of a socket that
    // never opened; once it was open a close event follows, and knows the code.
    socket.onerror = () => {
      if (!opened) end(ABNORMAL)
    }
    return {
      send,
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
  },
}
