/** The numbers of a dashboard: pushed while live, fetched while not, and no race between the two. */
import { act, createElement, type ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { useRealtimeStats } from './index.ts'
import { openStage, probe, settled } from './testing/stage.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const start = async (children: ReactNode) => {
  const stage = await openStage(children)
  ends.push(stage.end)
  return stage
}

test('[R13] values are merged, trends are said or compared, the last 60 are kept', async () => {
  const { Probe, last, seen } = probe(() => useRealtimeStats())
  const { loopback, sent } = await start(createElement(Probe))
  expect(sent()).toEqual(['connect'])
  expect(loopback.sent[0]).toMatchObject({ rooms: { dashboard: null } })
  expect(last()).toMatchObject({ values: null, at: null, isLive: true })
  const emit = (data: unknown) => act(async () => loopback.emit('dashboard', data, 'stats_updated'))
  await emit({ values: { active_users: 5, api_calls: 100, note: 'x' }, at: 7 })
  expect(last()).toMatchObject({ values: { active_users: 5, api_calls: 100 }, trends: { active_users: 'flat' }, at: 7 })
  await emit({ active_users: 4, cache_hit_rate: 0.9 })
  expect(last().values).toEqual({ active_users: 4, api_calls: 100, cache_hit_rate: 0.9 })
  expect(last().trends).toEqual({ active_users: 'down', api_calls: 'flat', cache_hit_rate: 'flat' })
  await emit({ values: { active_users: 9 }, trend: { active_users: 'flat' } })
  expect(last().trends.active_users).toBe('flat')
  await emit({ values: { active_users: 9 }, trend: 'up' })
  expect(last().trends.active_users).toBe('up')
  const renders = seen.length
  await act(async () => loopback.emit('dashboard', { active_users: 1 }, 'other'))
  expect(seen).toHaveLength(renders)
  for (let n = 0; n < 70; n += 1) await emit({ values: { active_users: n } })
  expect(last().history.active_users).toEqual(Array.from({ length: 60 }, (_, n) => n + 10))
})

test('[R14] fetched at the beginning and after a loss, every 3 s while nothing is pushed, and not while it is', async () => {
  let calls = 0
  const { Probe, last } = probe(() =>
    useRealtimeStats({
      load: async () => {
        calls += 1
        return { active_users: calls }
      },
    }),
  )
  const { loopback, advance, render } = await start(createElement(Probe))
  await settled()
  const begun = calls
  expect(last()).toMatchObject({ values: { active_users: begun }, isLive: true, error: null })
  await advance(30_000)
  expect(calls).toBe(begun)
  await act(async () => loopback.cut())
  expect(last()).toMatchObject({ isLive: false, values: { active_users: begun } })
  loopback.holdJoins = true
  await advance(2_999)
  expect(calls).toBe(begun)
  await advance(1)
  expect(calls).toBe(begun + 1)
  await advance(6_000)
  expect(calls).toBe(begun + 3)
  await act(async () => {
    loopback.lose()
    loopback.holdJoins = false
  })
  await settled()
  expect(last()).toMatchObject({ isLive: true, values: { active_users: begun + 4 } })
  await advance(30_000)
  expect(calls).toBe(begun + 4)
  await render(null)
  await advance(30_000)
  expect(calls).toBe(begun + 4)
})

test('[R14] an event that comes while a fetch runs is not overwritten by its answer; a failure is told and forgotten', async () => {
  const loads: PromiseWithResolvers<Record<string, number>>[] = []
  const { Probe, last } = probe(() =>
    useRealtimeStats({
      load: () => {
        const load = Promise.withResolvers<Record<string, number>>()
        loads.push(load)
        return load.promise
      },
    }),
  )
  const { loopback } = await start(createElement(Probe))
  await act(async () => loopback.emit('dashboard', { values: { active_users: 8 } }, 'stats_updated'))
  for (const at of [0, 1]) {
    await act(async () => loads[at]?.resolve({ active_users: 3, api_calls: 1 }))
    await settled()
  }
  expect(last().values).toMatchObject({ api_calls: 1 })
  const before = loads.length
  const refreshed = last().refresh()
  await act(async () => loopback.emit('dashboard', { values: { active_users: 9 } }, 'stats_updated'))
  await act(async () => loads[before]!.resolve({ active_users: 3, api_calls: 2 }))
  await refreshed
  await settled()
  expect(last()).toMatchObject({ values: { active_users: 9, api_calls: 2 }, error: null })
  const failing = last().refresh()
  await act(async () => loads[before + 1]!.reject(new Error('down')))
  await failing
  await settled()
  expect(last()).toMatchObject({ values: { active_users: 9 }, error: { message: 'down' } })
})
