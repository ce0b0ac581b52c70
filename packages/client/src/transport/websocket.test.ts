/** Addresses as people write them. */
import { expect, test } from 'vitest'
import { socketUrl } from './websocket.ts'

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
