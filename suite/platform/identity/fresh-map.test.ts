import { expect, test } from 'vitest'
import { createFreshMap } from './fresh-map.ts'

const setUp = (most = 100) => {
  let time = 0
  const loads: string[] = []
  const waiting: ((value: string) => void)[] = []
  const map = createFreshMap<string>({
    ttl_ms: 5_000,
    most,
    now: () => new Date(time),
    load: key => {
      loads.push(key)
      return new Promise(resolve => waiting.push(resolve))
    },
  })
  const get = async (key: string, answer: string) => {
    const got = map.get(key)
    waiting.shift()?.(answer)
    return got
  }
  return { map, loads, waiting, get, pass: (ms: number) => (time += ms) }
}

test('a value is believed for five seconds, and read again after them', async () => {
  const { get, loads, pass } = setUp()
  expect(await get('a', '1')).toEqual({ value: '1', loaded: true })
  pass(4_999)
  expect(await get('a', '2')).toEqual({ value: '1', loaded: false })
  pass(2)
  expect(await get('a', '3')).toEqual({ value: '3', loaded: true })
  expect(loads).toHaveLength(2)
})

test('those who ask at once share one reading', async () => {
  const { map, waiting, loads } = setUp()
  const all = Promise.all([map.get('a'), map.get('a'), map.get('a')])
  waiting.shift()!('1')
  expect((await all).map(({ value }) => value)).toEqual(['1', '1', '1'])
  expect(loads).toHaveLength(1)
})

test('[S25] a reading that began before the change is not kept after it', async () => {
  const { map, waiting, get } = setUp()
  const early = map.get('a')
  map.forget()
  const late = map.get('a')
  waiting[1]!('new')
  expect((await late).value).toBe('new')
  waiting[0]!('old')
  expect((await early).value).toBe('old')
  waiting.length = 0
  expect(await get('a', 'unread')).toEqual({ value: 'new', loaded: false })
})

test('it forgets only what is picked, and keeps no more than it may', async () => {
  const { map, get, loads } = setUp(2)
  await get('a', '1')
  await get('b', '2')
  map.forget(value => value === '1')
  expect((await get('b', 'x')).value).toBe('2')
  await get('c', '3')
  await get('d', '4')
  expect((await get('b', 'again')).value).toBe('again')
  expect(loads).toEqual(['a', 'b', 'c', 'd', 'b'])
})
