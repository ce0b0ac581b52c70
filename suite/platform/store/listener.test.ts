/** LISTEN that survives its connection. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestStore, type TestStore, testServer } from './testing/index.ts'

let store: TestStore
beforeAll(async () => {
  store = await createTestStore()
})
afterAll(() => store.close())

const notify = (channel: string, payload: string) => store.pool.query('select pg_notify($1, $2)', [channel, payload])
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 })

test('[PS29] every listener of a channel hears, until it stops', async () => {
  const [one, two]: [string[], string[]] = [[], []]
  const stop = await store.listen('news', payload => one.push(payload))
  await store.listen('news', payload => two.push(payload))
  await notify('news', 'a')
  await until(() => expect([one, two]).toEqual([['a'], ['a']]))
  await stop()
  await notify('news', 'b')
  await until(() => expect(two).toEqual(['a', 'b']))
  expect(one).toEqual(['a'])
})

test('[PS29] a lost connection comes back, says "look again", and hears again', async () => {
  const heard: string[] = []
  await store.listen('lost', payload => heard.push(payload))
  const killer = new pg.Client((await testServer()).superuser)
  await killer.connect()
  const { rowCount } = await killer.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'nabiz listener' and datname = $1",
    [store.database],
  )
  await killer.end()
  expect(rowCount).toBe(1)
  await until(() => expect(heard).toEqual(['']))
  await notify('lost', 'again')
  await until(() => expect(heard).toEqual(['', 'again']))
})
