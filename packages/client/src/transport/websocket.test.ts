/** Addresses as people write them, and ends as runtimes tell them. */
import { expect, test } from 'vitest'
import { systemClock } from '../outside/clock.ts'
import type { WebSocketLike } from './web-socket-like.ts'
import { socketUrl, webSocket } from './websocket.ts'

test('[C15] http becomes ws, a missing path /ws, a path the page’s own host', () => {
  const page = { protocol: 'https:', host: 'nabiz.example:8443' }
  expect(socketUrl('https://a.example')).toBe('wss://a.example/ws')
  expect(socketUrl('http://a.example:8000/')).toBe('ws://a.example:8000/ws')
  expect(socketUrl('wss://a.example/live')).toBe('wss://a.example/live')
  expect(socketUrl('ws://a.example')).toBe('ws://a.example/ws')
  expect(socketUrl('/ws', page)).toBe('wss://nabiz.example:8443/ws')
  expect(() => socketUrl('/ws')).toThrow(TypeError)
  expect(() => socketUrl('ftp://a.example')).toThrow(TypeError)
  expect(() => socketUrl('wss:///ws')).toThrow(TypeError)
})

test('[C19] a socket that never opened has ended with its error: Node 22 tells no close after it', () => {
  const made: WebSocketLike[] = []
  class Socket implements WebSocketLike {
    onopen: WebSocketLike['onopen'] = null
    onmessage: WebSocketLike['onmessage'] = null
    onclose: WebSocketLike['onclose'] = null
    onerror: WebSocketLike['onerror'] = null
    constructor() {
      made.push(this)
    }
    send() {}
    close() {}
  }
  const open = () => {
    const codes: number[] = []
    const place = { url: 'ws://a.example/ws', WebSocket: Socket, clock: systemClock, random: Math.random }
    const hello = { connect: () => '{}', token: () => '' }
    webSocket.open(place, hello, { frame: () => {}, closed: code => codes.push(code) })
    return { codes, socket: made.at(-1)! }
  }
  const refused = open()
  refused.socket.onerror!({})
  expect(refused.codes).toEqual([1006])
  refused.socket.onclose!({ code: 1006 })
  expect(refused.codes).toEqual([1006])

  // Once open, the close event that follows knows why.
  const broken = open()
  broken.socket.onopen!({})
  broken.socket.onerror!({})
  expect(broken.codes).toEqual([])
  broken.socket.onclose!({ code: 4002 })
  expect(broken.codes).toEqual([4002])
})
