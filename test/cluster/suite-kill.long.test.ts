/** A serving process of the suite is killed in the middle of its work. */
import { expect, test } from 'vitest'
import { openWire } from '../suite/wire.ts'
import { createdIn, letterIn, roomOf, stepsOf, suiteNodes } from './suite-nodes.ts'

test('[RD52] a process is killed while people write: the other goes on, and every answered letter is on its screens', async () => {
  await using nodes = await suiteNodes()
  const [a, b] = [await nodes.start(), await nodes.start()]
  const [here, there] = [await a.signIn(), await b.signIn()]
  await using reader = await openWire(b.url, there)
  await reader.join(roomOf(there))
  const lost = await openWire(a.url, here)
  const joined = await lost.join(roomOf(here))
  if (joined.type !== 'room_joined') throw new Error('not joined')
  const written: string[] = []
  const steps = stepsOf(here)
  let failed = false
  const writing = Promise.all(
    Array.from({ length: 3 }, async () => {
      for (;;)
        try {
          written.push((await steps.draft()).id)
        } catch {
          failed = true
          return
        }
    }),
  )
  await expect.poll(() => written.length, { timeout: 15_000 }).toBeGreaterThan(20)
  expect(await a.end('SIGKILL')).toBe('SIGKILL')
  await writing
  expect(failed).toBe(true)
  const last = (await stepsOf(there).draft()).id
  await reader.until('the letter written after it', () =>
    createdIn(reader, there).some(event => letterIn(event) === last),
  )
  const told = createdIn(reader, there).map(letterIn)
  expect(written.filter(id => !told.includes(id))).toEqual([])
  expect(new Set(told).size).toBe(told.length)
  const offsets = reader.events(roomOf(there)).map(event => event.offset!)
  expect(offsets).toEqual(offsets.map((_, index) => offsets[0]! + index))
  // Whoever was on the killed process finds on the other what it missed.
  await using again = await openWire(b.url, there)
  const { epoch, offset } = joined
  expect(await again.join(roomOf(there), { epoch, offset })).toMatchObject({
    recovered: 'all',
    missed: offsets.at(-1)! - offset,
  })
})
