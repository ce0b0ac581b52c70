/** Where it is kept which transport worked: in the browser's storage, where there is one that may be used. */
import { expect, test } from 'vitest'
import { detectTransportMemory } from './transport-memory.ts'

/** What `localStorage` does of itself: texts by key. */
const storage = () => {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

test('[C20] the next page of a browser knows what worked, for each server by itself', () => {
  const localStorage = storage()
  const page = () => detectTransportMemory({ document: {}, localStorage })
  page().set('wss://a.example', 'sse')
  page().set('wss://b.example', 'poll')
  expect(page().get('wss://a.example')).toBe('sse')
  expect(page().get('wss://b.example')).toBe('poll')
  expect(page().get('wss://a.example:8443')).toBe(null)
})

test('[C20] where nothing may be stored it is remembered as long as the client lives; a storage that is full harms nobody', () => {
  const forbidden = {
    document: {},
    get localStorage(): never {
      throw new DOMException('denied', 'SecurityError')
    },
  }
  const node = { localStorage: storage() }
  for (const place of [forbidden, node, {}]) {
    const memory = detectTransportMemory(place)
    memory.set('wss://a.example', 'sse')
    expect(memory.get('wss://a.example')).toBe('sse')
    expect(detectTransportMemory(place).get('wss://a.example')).toBe(null)
  }
  expect(node.localStorage.kept.size).toBe(0)
  const full = {
    ...storage(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  const memory = detectTransportMemory({ document: {}, localStorage: full })
  memory.set('wss://a.example', 'sse')
  expect(memory.get('wss://a.example')).toBe(null)
})
