/** Drawing beside the main thread. */
import { getPriority } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { createDrawingThreads, type DrawingThreads } from './drawing-threads.ts'

const ANYTHING = new URL('./testing/draw-anything.ts', import.meta.url)
let threads: DrawingThreads
afterEach(() => threads.close())

test('[PD24] papers come back in any number, and a failure spoils no other', async () => {
  threads = createDrawingThreads()
  const [one, bad, two] = await Promise.allSettled([
    threads.draw(ANYTHING, { say: 'mutabık' }),
    threads.draw(ANYTHING, { fail: 'no ink' }),
    threads.draw(ANYTHING, { say: 'değil' }),
  ])
  expect(one).toMatchObject({ status: 'fulfilled', value: Buffer.from('mutabık') })
  expect(two).toMatchObject({ status: 'fulfilled', value: Buffer.from('değil') })
  expect(String((bad as PromiseRejectedResult).reason)).toContain('no ink')
})

test('[PT1] a paper is drawn behind whoever is answered', async () => {
  threads = createDrawingThreads()
  const theirs = Number(await threads.draw(ANYTHING, { priority: true }))
  expect(theirs - getPriority(0)).toBe(process.platform === 'linux' ? 10 : 0)
})

test('[PD24] a thread that dies is replaced, and what it drew is told', async () => {
  threads = createDrawingThreads()
  await expect(threads.draw(ANYTHING, { die: true })).rejects.toThrow('ended with 3')
  expect((await threads.draw(ANYTHING, { say: 'yine' })).toString()).toBe('yine')
})

test('[PD24] the main thread goes on while a paper is drawn, and closing ends it', async () => {
  threads = createDrawingThreads()
  await threads.draw(ANYTHING, {})
  let drawn = false
  const paper = threads.draw(ANYTHING, { busy_ms: 300 }).then(() => {
    drawn = true
  })
  let turns = 0
  while (!drawn && turns < 1_000_000) {
    await new Promise(resolve => setImmediate(resolve))
    turns++
  }
  await paper
  // A drawing in this thread would have let it turn a handful of times.
  expect(turns).toBeGreaterThan(50)
  const endless = threads.draw(ANYTHING, { busy_ms: 60_000 })
  const refused = expect(endless).rejects.toThrow('ended')
  await threads.close()
  await refused
  await expect(threads.draw(ANYTHING, {})).rejects.toThrow('closed')
})
