import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ChildServer } from '../faults/server/child-server.ts'

const MB = 1024 * 1024
const EVENT = 64 * 1024
const EVENTS = 1_600

type Said = { type: string; offset?: number; recovered?: string; code?: number }

test('[S17] a stopped reader of 100 MB costs the server no memory, and what it gets afterwards is true', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-slow-'))
  const faults: string[] = []
  const server = new ChildServer({
    folder,
    limits: { heartbeatMs: 60_000 },
    onFault: what => faults.push(what),
    onExit: () => {},
  })
  await server.start()
  const reader = fork(join(import.meta.dirname, 'stopped-reader-main.ts'), [String(server.port), 'board:1'])
  try {
    const said: Said[] = []
    reader.on('message', message => said.push(message as Said))
    await expect.poll(() => said.length).toBe(1)
    await server.order({ do: 'publish', room: 'board:1', bytes: EVENT, count: 10 })
    await expect.poll(() => said.at(-1)?.offset).toBe(10)

    reader.kill('SIGSTOP')
    const state = () => /^State:\s+(\S)/m.exec(readFileSync(`/proc/${reader.pid}/status`, 'utf8'))?.[1]
    await expect.poll(state).toBe('T')
    const before = await server.measure()
    await server.order({ do: 'publish', room: 'board:1', bytes: EVENT, count: EVENTS })
    const held = async () => (await server.measure()).held - before.held
    // Asked again until what nobody holds has been swept. The history takes 16 MiB, twice that until its ring is tidied; a queue that kept everything would take a hundred.
    await expect.poll(held).toBeLessThan(40 * MB)
    // Over 30 s without a byte it would be closed with 4001; here the limit is 3 s.
    await expect.poll(async () => (await server.measure()).connections, { timeout: 10_000 }).toBe(0)

    reader.kill('SIGCONT')
    await expect.poll(() => said.some(({ code }) => code !== undefined), { timeout: 10_000 }).toBe(true)
    await server.order({ do: 'publish', room: 'board:1', bytes: 10, count: 5 })
    const last = EVENTS + 15
    await expect.poll(() => said.at(-1)?.offset, { timeout: 10_000 }).toBe(last)
    // The history did not reach back so far: that was said, and everything after it came in steps of one.
    const back = said.findLast(({ type }) => type === 'room_joined')!
    expect(back.recovered).toBe('reset')
    let at = 0
    for (const { type, offset = 0 } of said) {
      if (type === 'room_joined' || type === 'room_reset') at = offset
      else if (type === 'event') expect(offset).toBe(++at)
    }
    expect(faults).toEqual([])
  } finally {
    reader.kill('SIGKILL')
    await server.end('SIGKILL')
    rmSync(folder, { recursive: true })
  }
})
