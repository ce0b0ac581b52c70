/** The browser's events as signals. */
import { expect, test } from 'vitest'
import { alwaysOnline, browserOnline, detectOnline, type OnlineSignal } from './online-source.ts'

test('[C13] online, offline, shown and back from a frozen page are signals; hidden is none; nothing is left behind', () => {
  const page = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' })
  const navigator = { onLine: false }
  const source = browserOnline(Object.assign(page, { document, navigator }))
  const signals: OnlineSignal[] = []
  const off = source.subscribe(signal => signals.push(signal))
  expect(source.isOnline()).toBe(false)
  navigator.onLine = true
  expect(source.isOnline()).toBe(true)
  page.dispatchEvent(new Event('offline'))
  page.dispatchEvent(new Event('online'))
  document.dispatchEvent(new Event('visibilitychange'))
  document.visibilityState = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  page.dispatchEvent(new Event('pageshow'))
  expect(signals).toEqual(['offline', 'online', 'visible', 'visible'])
  off()
  for (const type of ['online', 'offline', 'pageshow']) page.dispatchEvent(new Event(type))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(signals).toHaveLength(4)
})

test('[C13] another network in the place of the old one is a signal; no network, and another speed, are none', () => {
  const page = new EventTarget()
  const connection = Object.assign(new EventTarget(), { type: 'wifi' })
  const source = browserOnline(Object.assign(page, { navigator: { connection } }))
  const signals: OnlineSignal[] = []
  const off = source.subscribe(signal => signals.push(signal))
  const change = (type: string) => {
    connection.type = type
    connection.dispatchEvent(new Event('change'))
  }
  change('wifi')
  expect(signals).toEqual([])
  change('cellular')
  change('cellular')
  change('none')
  change('wifi')
  expect(signals).toEqual(['online', 'online'])
  off()
  change('cellular')
  expect(signals).toHaveLength(2)
})

test('[C13] where there are no such events the client counts as online', () => {
  expect('addEventListener' in globalThis).toBe(false)
  expect(detectOnline()).toBe(alwaysOnline)
})
