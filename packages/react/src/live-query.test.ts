/** The live query against React Query's real cache and a real client whose frames the test times exactly. */
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { type Apply, LiveQuery } from './live-query.ts'
import { createLoopback, type Loopback } from './testing/loopback.ts'
import { type Products, upsert } from './testing/products.ts'
import { settled } from './testing/settled.ts'

const ROOM = 'company:1'
const KEY = ['products']
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const start = (options: { apply?: Apply<Products>; connect?: boolean; staleTime?: number } = {}) => {
  const loopback: Loopback = createLoopback()
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, gcTime: Number.POSITIVE_INFINITY } },
  })
  const fetches: { answer(data: Products): void; fail(error: Error): void }[] = []
  const begin = () => {
    const live = new LiveQuery({
      client: loopback.client,
      room: loopback.client.join(ROOM),
      queryClient,
      queryKey: KEY,
      apply: () => ('apply' in options ? options.apply : upsert) as Apply<unknown> | undefined,
      clock: loopback.clock,
    })
    const load = () =>
      new Promise<Products>((answer, fail) => {
        fetches.push({ answer, fail })
      })
    const observer = new QueryObserver<Products>(queryClient, {
      queryKey: KEY,
      queryFn: () => live.fetch(load),
      staleTime: options.staleTime ?? 0,
    })
    const off = observer.subscribe(() => {})
    const end = () => {
      off()
      live.end()
    }
    ends.push(end)
    return { live, observer, end }
  }
  ends.push(
    () => loopback.client.close(),
    () => queryClient.clear(),
  )
  const data = () => queryClient.getQueryData<Products>(KEY)
  if (options.connect !== false) loopback.client.connect()
  return { loopback, queryClient, fetches, begin, data }
}

/** Connected, joined, and one snapshot stored. */
const live = async (snapshot: Products, options: Parameters<typeof start>[0] = {}) => {
  const made = start(options)
  await settled()
  const query = made.begin()
  await settled()
  expect(made.fetches).toHaveLength(1)
  made.fetches[0]!.answer(snapshot)
  await settled()
  expect(made.data()).toEqual(snapshot)
  return { ...made, ...query }
}

test('[R1] apply patches, undefined does nothing', async () => {
  const { loopback, data, fetches } = await live({ a: 1 })
  loopback.emit(ROOM, { id: 'b', rev: 1 })
  expect(data()).toEqual({ a: 1, b: 1 })
  const before = data()
  loopback.emit(ROOM, { id: 'b', rev: 1 })
  expect(data()).toBe(before)
  await settled()
  expect(fetches).toHaveLength(1)
})

for (const [how, apply] of [
  ['refetch', () => 'refetch' as const],
  [
    'throwing',
    () => {
      throw new Error('apply')
    },
  ],
  ['no', undefined],
] as const) {
  test(`[R1] ${how} apply fetches again`, async () => {
    const { loopback, data, fetches } = await live({ a: 1 }, { apply })
    loopback.clock.advance(1000)
    loopback.emit(ROOM, { id: 'a', rev: 2 })
    await settled()
    expect(fetches).toHaveLength(2)
    fetches[1]!.answer({ a: 2 })
    await settled()
    expect(data()).toEqual({ a: 2 })
  })
}

for (const snapshot of [{ a: 1 }, { a: 2 }, { a: 3 }]) {
  test(`[R2] an event of revision 2 during a fetch whose snapshot has revision ${snapshot.a}`, async () => {
    const { loopback, data, fetches, queryClient } = await live({ a: 1 })
    void queryClient.refetchQueries({ queryKey: KEY })
    await settled()
    loopback.emit(ROOM, { id: 'a', rev: 2 })
    expect(data()).toEqual({ a: 2 })
    fetches[1]!.answer(snapshot)
    await settled()
    expect(data()).toEqual({ a: Math.max(2, snapshot.a) })
    loopback.clock.advance(1000)
    await settled()
    expect(fetches).toHaveLength(2)
  })
}

test('[R2] an event during the first fetch, when there is nothing to patch yet', async () => {
  const { loopback, begin, data, fetches } = start()
  await settled()
  begin()
  await settled()
  loopback.emit(ROOM, { id: 'b', rev: 1 })
  expect(data()).toBeUndefined()
  fetches[0]!.answer({ a: 1 })
  await settled()
  expect(data()).toEqual({ a: 1, b: 1 })
})

for (const instant of [0, 1, 2]) {
  test(`[R2] an event ${instant} steps after the answer, while it is not stored yet`, async () => {
    const { loopback, data, fetches, queryClient } = await live({ a: 1 })
    void queryClient.refetchQueries({ queryKey: KEY })
    await settled()
    fetches[1]!.answer({ a: 1 })
    const query = queryClient.getQueryCache().find({ queryKey: KEY })!
    for (let step = 0; step < instant; step += 1) await Promise.resolve()
    expect(query.state.fetchStatus).toBe('fetching')
    loopback.emit(ROOM, { id: 'a', rev: 2 })
    await settled()
    loopback.clock.advance(250)
    await settled()
    // Either it was in time for the answer, or another fetch was asked for.
    fetches[2]?.answer({ a: 2 })
    await settled()
    expect(data()).toEqual({ a: 2 })
  })
}

test('[R2] a fetch that fails takes no patch with it, and the next event heals the error', async () => {
  const { loopback, data, fetches, queryClient } = await live({ a: 1 })
  void queryClient.refetchQueries({ queryKey: KEY })
  await settled()
  loopback.emit(ROOM, { id: 'a', rev: 2 })
  fetches[1]!.fail(new Error('502'))
  await settled()
  expect(data()).toEqual({ a: 2 })
  expect(queryClient.getQueryState(KEY)?.status).toBe('error')
  loopback.clock.advance(1000)
  loopback.emit(ROOM, { id: 'a', rev: 3 })
  await settled()
  fetches[2]!.answer({ a: 3 })
  await settled()
  expect(queryClient.getQueryState(KEY)).toMatchObject({ status: 'success', data: { a: 3 } })
})

test('[R2] a cancelled fetch goes back to the data with its patches', async () => {
  const { loopback, data, fetches, queryClient } = await live({ a: 1 })
  void queryClient.refetchQueries({ queryKey: KEY })
  await settled()
  loopback.emit(ROOM, { id: 'a', rev: 2 })
  await queryClient.cancelQueries({ queryKey: KEY })
  fetches[1]!.answer({ a: 1 })
  await settled()
  expect(data()).toEqual({ a: 2 })
  loopback.emit(ROOM, { id: 'a', rev: 3 })
  expect(data()).toEqual({ a: 3 })
})

test('[R2] a fetch that somebody else began before is followed by our own', async () => {
  const { loopback, begin, data, fetches, queryClient } = start()
  await settled()
  let answer: (data: Products) => void = () => {}
  void queryClient.prefetchQuery({
    queryKey: KEY,
    queryFn: () =>
      new Promise<Products>(resolve => {
        answer = resolve
      }),
  })
  begin()
  await settled()
  loopback.emit(ROOM, { id: 'a', rev: 2 })
  answer({ a: 1 })
  await settled()
  expect(fetches).toHaveLength(1)
  fetches[0]!.answer({ a: 2 })
  await settled()
  expect(data()).toEqual({ a: 2 })
})

test('[R2] an event during a fetch by somebody else’s query function leads to another fetch', async () => {
  const { loopback, data, queryClient } = await live({ a: 1 })
  const answers: ((data: Products) => void)[] = []
  const queryFn = () => new Promise<Products>(resolve => answers.push(resolve))
  void queryClient.fetchQuery({ queryKey: KEY, queryFn })
  await settled()
  loopback.emit(ROOM, { id: 'a', rev: 2 })
  answers[0]!({ a: 1 })
  await settled()
  loopback.clock.advance(250)
  await settled()
  answers[1]?.({ a: 2 })
  await settled()
  expect(data()).toEqual({ a: 2 })
})

test('[R3] a reset while idle fetches again, a full recovery does not', async () => {
  const { loopback, data, fetches } = await live({ a: 1 })
  loopback.cut()
  loopback.emit(ROOM, { id: 'a', rev: 2 })
  loopback.clock.advance(1000)
  await settled()
  expect(data()).toEqual({ a: 2 })
  expect(fetches).toHaveLength(1)
  loopback.cut()
  loopback.lose()
  loopback.clock.advance(2000)
  await settled()
  expect(fetches).toHaveLength(2)
  fetches[1]!.answer({ a: 3 })
  await settled()
  expect(data()).toEqual({ a: 3 })
})

test('[R3] a reset during a fetch is followed by another fetch', async () => {
  const { loopback, data, fetches, queryClient } = await live({ a: 1 })
  void queryClient.refetchQueries({ queryKey: KEY })
  await settled()
  loopback.send({ type: 'room_reset', room: ROOM, epoch: 'e1', offset: 9, reason: 'trimmed' })
  fetches[1]!.answer({ a: 1 })
  await settled()
  expect(data()).toEqual({ a: 1 })
  loopback.clock.advance(250)
  await settled()
  expect(fetches).toHaveLength(3)
  fetches[2]!.answer({ a: 9 })
  await settled()
  expect(data()).toEqual({ a: 9 })
})

test('[R3] offsets a lossy room left out are fetched', async () => {
  const { loopback, fetches } = await live({ a: 1 })
  loopback.clock.advance(1000)
  loopback.send({ type: 'skipped', room: ROOM, from: 1, to: 4, reason: 'drop_oldest' })
  await settled()
  expect(fetches).toHaveLength(2)
})

test('[R4] a burst leads to one fetch at a time, 250 ms apart, and the last one sees everything', async () => {
  const { loopback, fetches } = await live({ a: 1 }, { apply: undefined })
  loopback.clock.advance(1000)
  for (let rev = 1; rev <= 50; rev += 1) loopback.emit(ROOM, { id: 'a', rev })
  await settled()
  expect(fetches).toHaveLength(2)
  for (let rev = 51; rev <= 60; rev += 1) loopback.emit(ROOM, { id: 'a', rev })
  fetches[1]!.answer({ a: 50 })
  await settled()
  expect(fetches).toHaveLength(2)
  loopback.clock.advance(249)
  await settled()
  expect(fetches).toHaveLength(2)
  loopback.clock.advance(1)
  await settled()
  expect(fetches).toHaveLength(3)
  fetches[2]!.answer({ a: 60 })
  await settled()
  loopback.clock.advance(10_000)
  await settled()
  expect(fetches).toHaveLength(3)
})

test('[R5] a fetch waits for the join under way, and is not repeated after it', async () => {
  const { loopback, begin, fetches } = start()
  await settled()
  loopback.holdJoins = true
  begin()
  await settled()
  expect(fetches).toHaveLength(0)
  loopback.holdJoins = false
  await settled()
  expect(fetches).toHaveLength(1)
  fetches[0]!.answer({ a: 1 })
  await settled()
  loopback.clock.advance(1000)
  await settled()
  expect(fetches).toHaveLength(1)
})

test('[R5] a join that takes longer than 500 ms is not waited for, but followed by a fetch', async () => {
  const { loopback, begin, data, fetches } = start()
  await settled()
  loopback.holdJoins = true
  begin()
  await settled()
  loopback.clock.advance(500)
  await settled()
  expect(fetches).toHaveLength(1)
  fetches[0]!.answer({ a: 1 })
  await settled()
  expect(data()).toEqual({ a: 1 })
  loopback.holdJoins = false
  loopback.clock.advance(250)
  await settled()
  expect(fetches).toHaveLength(2)
})

test('[R5] without a connection the fetch starts at once and is repeated after the join', async () => {
  const { loopback, begin, data, fetches } = start({ connect: false })
  begin()
  await settled()
  expect(fetches).toHaveLength(1)
  loopback.client.connect()
  await settled()
  fetches[0]!.answer({ a: 1 })
  await settled()
  expect(data()).toEqual({ a: 1 })
  loopback.clock.advance(250)
  await settled()
  expect(fetches).toHaveLength(2)
})

test('[R5] data cached from an earlier visit is fetched again however fresh it calls itself', async () => {
  const { begin, end, loopback, fetches } = await live({ a: 1 }, { staleTime: Number.POSITIVE_INFINITY })
  end()
  loopback.clock.advance(1000)
  await settled()
  begin()
  await settled()
  expect(fetches).toHaveLength(2)
})

test('[R7] after its end nothing is patched, nothing fetched, and the room is left', async () => {
  const { end, loopback, data, fetches, queryClient } = await live({ a: 1 })
  void queryClient.refetchQueries({ queryKey: KEY })
  await settled()
  end()
  await settled()
  expect(loopback.sent.at(-1)).toMatchObject({ type: 'leave', room: ROOM })
  fetches[1]!.answer({ a: 2 })
  loopback.emit(ROOM, { id: 'a', rev: 3 })
  loopback.clock.advance(1000)
  await settled()
  expect(data()).toEqual({ a: 2 })
  expect(fetches).toHaveLength(2)
})

test('[R8] a patch keeps the time of the snapshot and an invalidation', async () => {
  const { loopback, queryClient } = await live({ a: 1 })
  const before = queryClient.getQueryState(KEY)!.dataUpdatedAt
  await queryClient.invalidateQueries({ queryKey: KEY, refetchType: 'none' })
  await settled()
  loopback.emit(ROOM, { id: 'a', rev: 2 })
  expect(queryClient.getQueryState(KEY)).toMatchObject({ data: { a: 2 }, dataUpdatedAt: before, isInvalidated: true })
})
