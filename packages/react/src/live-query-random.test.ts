/** The live query under any order of what a server, a network, a cache and a screen do. */
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Apply, LiveQuery } from './live-query.ts'
import { createLoopback } from './testing/loopback.ts'
import { type Change, type Products, upsert } from './testing/products.ts'
import { settled } from './testing/settled.ts'

const ROOM = 'company:1'
const KEY = ['products']

/** What a server does, in any order; every event is delivered some time after its change was readable. */
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('change a', 'change b', 'delete a') },
    { weight: 4, arbitrary: fc.constant('deliver') },
    { weight: 2, arbitrary: fc.constantFrom('refetch', 'read', 'answer', 'fail', 'cancel') },
    { weight: 1, arbitrary: fc.constantFrom('cut', 'lose', 'turn', 'advance', 'remount') },
  ),
  { maxLength: 40 },
)

test('[R2] [R3] whatever the order of changes, events, fetches, losses and mounts, the screen ends at the truth', async () => {
  let proved = 0
  await fc.assert(
    fc.asyncProperty(steps, async script => {
      const loopback = createLoopback()
      const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } })
      const truth: Products = { a: 1, b: 1 }
      const undelivered: Change[] = []
      /** Begun and not read; read and not answered. */
      const begun: { read(): void; fail(): void }[] = []
      const read: { answer(): void; fail(): void }[] = []
      let rev = 1
      const load = () =>
        new Promise<Products>((resolve, reject) => {
          const fail = () => reject(new Error('502'))
          begun.push({
            read: () => {
              const snapshot = { ...truth }
              read.push({ answer: () => resolve(snapshot), fail })
            },
            fail,
          })
        })
      const mount = () => {
        const live = new LiveQuery({
          client: loopback.client,
          room: loopback.client.join(ROOM),
          queryClient,
          queryKey: KEY,
          apply: () => upsert as Apply<unknown>,
          clock: loopback.clock,
        })
        const queryFn = () => live.fetch(load)
        const off = new QueryObserver(queryClient, { queryKey: KEY, queryFn }).subscribe(() => {})
        return () => {
          off()
          live.end()
        }
      }
      const deliver = () => {
        const change = undelivered.shift()
        if (change) loopback.emit(ROOM, change)
      }
      const does: Record<string, () => void | Promise<void>> = {
        deliver,
        refetch: () => void queryClient.refetchQueries({ queryKey: KEY }).catch(() => {}),
        read: () => begun.shift()?.read(),
        answer: () => read.shift()?.answer(),
        fail: () => (read.shift() ?? begun.shift())?.fail(),
        cancel: () => queryClient.cancelQueries({ queryKey: KEY }),
        cut: () => loopback.cut(),
        lose: () => {
          loopback.cut()
          loopback.lose()
        },
        turn: settled,
        advance: () => loopback.clock.advance(1000),
        remount: () => {
          unmount()
          unmount = mount()
        },
      }
      loopback.client.connect()
      let unmount = mount()
      for (const step of script) {
        const [verb, id] = step.split(' ')
        if (id) {
          rev += 1
          // A deletion is a revision like any other, as rows that are kept and marked.
          truth[id] = rev
          undelivered.push({ id, rev })
        } else await does[verb!]!()
        await Promise.resolve()
      }
      while (undelivered.length > 0) deliver()
      for (let calm = 0; calm < 4; calm += 1) {
        loopback.clock.advance(16_000)
        await settled()
        calm = begun.length + read.length > 0 ? -1 : calm
        while (begun.length > 0) begun.shift()!.read()
        while (read.length > 0) read.shift()!.answer()
        await settled()
      }
      const state = queryClient.getQueryState<Products>(KEY)!
      unmount()
      loopback.client.close()
      queryClient.clear()
      // A last fetch that was cancelled or failed leaves an error or nothing, never a wrong screen.
      if (state.status !== 'success') return
      expect(state.data).toEqual(truth)
      proved += 1
    }),
    { numRuns: 150 },
  )
  expect(proved).toBeGreaterThan(100)
})
