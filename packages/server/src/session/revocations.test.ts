import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AuditRecord } from '../room/audit.ts'
import { startServer } from '../testing/start-server.ts'
import type { DisconnectTarget } from './disconnect-sessions.ts'
import { openRevocationFile } from './revocation-file.ts'
import { type RevocationStore, Revocations } from './revocations.ts'

const issued_at = 1_000_000
const people = [
  { user_id: '5', company: '1', sid: 'a', issued_at },
  { user_id: '5', company: '1', sid: 'b', issued_at },
  { user_id: '5', company: '2', sid: 'c', issued_at },
  { user_id: '5', issued_at },
  { user_id: '6', company: '1', issued_at },
  { user_id: '6', issued_at },
]

/** Who of `people` is out, by index: live, and when they come back with the same token. */
const revoke = async (target: (sessions: string[]) => DisconnectTarget) => {
  await using running = await startServer({ now: () => issued_at + 500 })
  const clients = await Promise.all(people.map(identity => running.connect(identity)))
  const sessions = clients.map(({ connected }) => connected.session as string)
  const ended = await running.server.disconnect(target(sessions), { revoke: true })
  const out = await Promise.all(
    people.map(async (identity, index) => {
      const again = await running.open()
      again.send({ type: 'connect', token: JSON.stringify(identity), version: 1, session: sessions[index] })
      const { type, code } = await again.take(frame => frame.type === 'connected' || frame.type === 'error')
      if (type === 'connected') return null
      expect(code).toBe('token_revoked')
      return index
    }),
  )
  const gone = out.filter(index => index !== null)
  expect(ended).toBe(gone.length)
  for (const index of gone) expect((await clients[index]!.closed).code).toBe(4502)
  return gone
}

test('[W81] a revocation reaches those it names, live and coming back, and nobody else', async () => {
  expect(await revoke(() => ({ sid: 'a' }))).toEqual([0])
  expect(await revoke(() => ({ user_id: '5' }))).toEqual([0, 1, 2, 3])
  expect(await revoke(() => ({ user_id: '5', company: '1' }))).toEqual([0, 1])
  expect(await revoke(() => ({ company: '1' }))).toEqual([0, 1, 4])
  expect(await revoke(sessions => ({ session: sessions[0]! }))).toEqual([0])
  expect(await revoke(sessions => ({ session: sessions[4]! }))).toEqual([4])
  expect(await revoke(() => ({ session: 'nobody' }))).toEqual([])
})

test('[W81] tokens of the same second are refused, newer ones are good', async () => {
  let now = issued_at + 999
  await using running = await startServer({ now: () => now })
  await running.server.disconnect({ company: '1' }, { revoke: true })
  const again = await running.open()
  again.send({ type: 'connect', token: JSON.stringify(people[0]), version: 1 })
  expect((await again.closed).code).toBe(4502)
  now += 2
  await running.connect({ ...people[0], issued_at: issued_at + 1_000 })
})

test('[W82] [S25] a revocation ends live sessions within a second, resume and authenticate included', async () => {
  await using running = await startServer({ now: () => issued_at })
  const [first, second] = [await running.connect(people[0]), await running.connect(people[4])]
  const began = performance.now()
  await running.server.disconnect({ user_id: '5' }, { revoke: true })
  await first.closed
  expect(performance.now() - began).toBeLessThan(1_000)
  second.send({ type: 'authenticate', token: JSON.stringify(people[0]), ref: 1 })
  expect(await second.take({ ref: 1 })).toMatchObject({ code: 'token_revoked' })
})

test('[W82] after the longest life of a token nothing of it is remembered', async () => {
  let now = issued_at
  const revocations = new Revocations({ now: () => now, keepMs: 1_000 })
  await revocations.add({ sid: 'a' })
  await revocations.add({ company: '1' })
  now += 999
  revocations.sweep()
  expect(people.map(identity => revocations.covers(identity))).toEqual([true, true, false, false, true, false])
  now += 1
  revocations.sweep()
  expect(people.some(identity => revocations.covers(identity))).toBe(false)
})

test('[W83] a revocation survives a restart over the same file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-revoked-'))
  const open = () => openRevocationFile(join(folder, 'revocations.jsonl'), { now: () => issued_at })
  {
    const revocations = await open()
    await using running = await startServer({ revocations, now: () => issued_at })
    await running.server.disconnect({ company: '1' }, { revoke: true })
    await revocations.close()
  }
  const revocations = await open()
  await using running = await startServer({ revocations, now: () => issued_at })
  const client = await running.open()
  client.send({ type: 'connect', token: JSON.stringify(people[4]), version: 1 })
  expect((await client.closed).code).toBe(4502)
  await running.connect(people[5])
  await revocations.close()
  rmSync(folder, { recursive: true })
})

test('[W83] while the store cannot be read nobody is let in, and afterwards it is read', async () => {
  let broken = true
  const store: RevocationStore = {
    load: async () => {
      if (broken) throw new Error('the disk is away')
      return [{ whose: { sid: 'a' }, at: issued_at }]
    },
    add: async () => {},
  }
  await using running = await startServer({ revocations: store, now: () => issued_at })
  const kept = await running.open()
  kept.send({ type: 'connect', token: JSON.stringify(people[5]), version: 1 })
  expect(await kept.take({ type: 'error' })).toMatchObject({ code: 'unavailable' })
  expect((await kept.closed).code).toBe(1011)
  broken = false
  await running.connect(people[5])
  const revoked = await running.open()
  revoked.send({ type: 'connect', token: JSON.stringify(people[0]), version: 1 })
  expect((await revoked.closed).code).toBe(4502)
  expect(running.errors).toHaveLength(1)
})

test('[W83] a store that cannot keep one rejects, and it counts all the same', async () => {
  const audited: AuditRecord[] = []
  const store: RevocationStore = {
    load: async () => [],
    add: () => Promise.reject(new Error('the disk is full')),
  }
  await using running = await startServer({ revocations: store, audit: record => audited.push(record) })
  const client = await running.connect({ sid: 'a' })
  await expect(running.server.disconnect({ sid: 'a' }, { revoke: true })).rejects.toThrow('the disk is full')
  expect((await client.closed).code).toBe(4502)
  expect(audited.map(({ kind }) => kind)).toContain('revoked')
  const again = await running.open()
  again.send({ type: 'connect', token: JSON.stringify({ user_id: '5', sid: 'a' }), version: 1 })
  expect((await again.closed).code).toBe(4502)
})
