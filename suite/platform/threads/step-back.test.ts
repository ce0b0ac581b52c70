/** Priorities as the kernel tells them. */
import { once } from 'node:events'
import { getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { stepBack } from './step-back.ts'

test('[PT1] a thread steps back, and nobody with it', async () => {
  const before = getPriority(0)
  const step = JSON.stringify(new URL('./step-back.ts', import.meta.url).href)
  const thread = new Worker(
    `const { getPriority } = require('node:os')
     import(${step}).then(({ stepBack }) => {
       stepBack()
       require('node:worker_threads').parentPort.postMessage(getPriority(0))
     })`,
    { eval: true },
  )
  const [theirs] = await once(thread, 'message')
  stepBack()
  expect([theirs, getPriority(0)]).toEqual(
    process.platform === 'linux' ? [Math.max(before, 10), before] : [before, before],
  )
  await once(thread, 'exit')
})
