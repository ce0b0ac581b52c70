/** The outbox against a server that answers exactly what a test wants, over real sockets. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { clientFor, status } from '../testing/client-under-test.ts'
import type { ManualClock } from '../testing/manual-clock.ts'
import { connected, createScriptedServer, type Peer, type ScriptedServer } from '../testing/scripted-server.ts'
import { createMemoryStorage } from './memory-storage.ts'
import { createOutbox, type Outbox, type OutboxOptions } from './outbox.ts'
import { faultyStorage } from './testing/faulty-storage.ts'

let server: ScriptedServer
const ends: (() => void)[] = []

beforeEach(async () => {
  server = await createScriptedServer()
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) end()
  await server.stop()
})

type Started = { client: Client; clock: ManualClock; outbox: Outbox; peer: Peer; reported: unknown[] }

/** An outbox over a connected client; ids are `a1`, `a2`, … */
const start = async (options: Partial<OutboxOptions> & { as?: string } = {}): Promise<Started> => {
  const { client, clock, reported } = clientFor(server.url)
  ends.push(() => client.close())
  let ids = 0
  const outbox = createOutbox({
    client,
    storage: createMemoryStorage(),
    user: '5',
    clock,
    report: error => reported.push(error),
    id: () => `a${++ids}`,
    ...options,
  })
  ends.push(() => outbox.close())
  client.connect()
  const { peer } = await server.accept()
  const { as: user_id = '5', company } = options
  peer.send(connected({ user_id, ...(company !== undefined && { company }) }))
  await status(client, 'connected')
  return { client, clock, outbox, peer, reported }
}

const note = (text: string, room = 'company:1') => ({ kind: 'publish', room, event: 'noted', data: { text } }) as const
const states = (outbox: Outbox) => outbox.entries.map(({ id, state }) => `${id} ${state}`)
const accept = (peer: Peer, ref: number | string | undefined) =>
  peer.send({ type: 'published', ref: ref!, room: 'company:1', id: 'e', durability: 'memory' })
/** Comes back from a cut, as `user_id` of `company`. */
const back = async ({ client, clock }: Started, user_id = '5', company?: string): Promise<Peer> => {
  const { next_attempt_at } = await status(client, now => now.state === 'waiting')
  clock.advance(next_attempt_at! - clock.now())
  const { peer } = await server.accept()
  peer.send(connected({ user_id, ...(company !== undefined && { company }) }))
  await status(client, 'connected')
  return peer
}
/** Everything the client was going to send on this connection has come when its question has. */
const marker = async (client: Client, peer: Peer): Promise<void> => {
  const asked = client.request('marker', null)
  const { ref } = await peer.next('request')
  peer.send({ type: 'response', ref, data: null })
  await asked
}

test('[C35] nothing is sent before it is stored, with the id as its key', async () => {
  const { storage, faults, read } = faultyStorage()
  const { client, peer, outbox } = await start({ storage })
  const gate = Promise.withResolvers<void>()
  faults.append.push(gate.promise)
  const sending = outbox.send(note('one'))
  await marker(client, peer)
  expect(peer.untaken()).toEqual([])
  gate.resolve()
  expect(await sending).toBe('a1')
  const frame = await peer.next('publish')
  expect(frame).toMatchObject({ room: 'company:1', event: 'noted', data: { text: 'one' }, key: 'a1' })
  expect(await read('a1')).toMatchObject({ state: 'pending', first_sent_at: 1_700_000_000_000 })
  accept(peer, frame.ref)
  await expect.poll(() => read('a1')).toBeNull()
})

test('[C35] what the caller changes after send is not what is sent; what is no JSON is refused', async () => {
  const { peer, outbox } = await start()
  const data = { text: 'as it was' }
  const sending = outbox.send({ kind: 'request', name: 'save', data })
  data.text = 'changed'
  await sending
  expect(await peer.next('request')).toMatchObject({ data: { text: 'as it was' } })
  await expect(outbox.send({ kind: 'request', name: 'save', data: 1n })).rejects.toThrow(TypeError)
  expect(outbox.entries).toHaveLength(1)
})

test('[C36] one at a time, each after the answer to the one before it', async () => {
  const { client, peer, outbox } = await start()
  const answers: unknown[] = []
  outbox.onSent((entry, answer) => answers.push([entry.id, answer]))
  await Promise.all([
    outbox.send({ kind: 'request', name: 'save', data: 1 }),
    outbox.send({ ...note('typing'), record: false }),
    outbox.send(note('last')),
  ])
  const first = await peer.next('request')
  expect(first).toMatchObject({ name: 'save', data: 1, key: 'a1' })
  await marker(client, peer)
  expect(peer.untaken()).toEqual([])
  expect(states(outbox)).toEqual(['a1 sending', 'a2 pending', 'a3 pending'])
  peer.send({ type: 'response', ref: first.ref, data: 'saved' })
  const second = await peer.next('publish')
  expect(second).toMatchObject({ key: 'a2', record: false })
  expect(states(outbox)).toEqual(['a1 sent', 'a2 sending', 'a3 pending'])
  accept(peer, second.ref)
  const third = await peer.next('publish')
  expect(third).toMatchObject({ key: 'a3' })
  accept(peer, third.ref)
  await expect.poll(() => states(outbox)).toEqual(['a1 sent', 'a2 sent', 'a3 sent'])
  expect(answers).toMatchObject([
    ['a1', 'saved'],
    ['a2', { id: 'e' }],
    ['a3', { id: 'e' }],
  ])
})

test('[C37] what was under way when the connection or the answer was lost goes again with its key, first', async () => {
  const started = await start()
  const { clock, outbox } = started
  await outbox.send(note('one'))
  await outbox.send(note('two'))
  const first = await started.peer.next('publish')
  started.peer.cut()
  const peer = await back(started)
  const again = await peer.next('publish')
  expect(again).toMatchObject({ key: 'a1', data: first.data })
  // The server lives but says nothing to it for 30 s: the outbox asks again 5 s later.
  clock.advance(30_000)
  await expect.poll(() => states(outbox)).toEqual(['a1 pending', 'a2 pending'])
  clock.advance(5000)
  const third = await peer.next('publish')
  expect(third).toMatchObject({ key: 'a1' })
  accept(peer, third.ref)
  expect(await peer.next('publish')).toMatchObject({ key: 'a2' })
})

test('[C38] another user’s connection sends nothing, not even what was under way before', async () => {
  const started = await start()
  await started.outbox.send(note('of five'))
  await started.peer.next('publish')
  started.peer.cut()
  const other = await back(started, '6')
  await marker(started.client, other)
  expect(other.untaken()).toEqual([])
  expect(states(started.outbox)).toEqual(['a1 pending'])
  other.cut()
  const own = await back(started, '5')
  expect(await own.next('publish')).toMatchObject({ key: 'a1' })
})

test('[C38] the same person under the token of another company sends nothing', async () => {
  const started = await start({ company: '1' })
  await started.outbox.send(note('of company 1'))
  await started.peer.next('publish')
  started.peer.cut()
  for (const company of ['2', undefined]) {
    const other = await back(started, '5', company)
    await marker(started.client, other)
    expect(other.untaken()).toEqual([])
    other.cut()
  }
  const own = await back(started, '5', '1')
  expect(await own.next('publish')).toMatchObject({ key: 'a1' })
})

test('[C38] entries of another user or company are not seen, not sent, and stay', async () => {
  const storage = createMemoryStorage()
  const left = await start({ storage, company: '1', as: 'nobody' })
  await left.outbox.send(note('of company 1'))
  left.outbox.close()
  for (const stranger of [{ user: '6', company: '1' }, { company: '2' }, {}]) {
    const { client, peer, outbox } = await start({ storage, ...stranger, as: stranger.user ?? '5' })
    await marker(client, peer)
    expect(peer.untaken()).toEqual([])
    expect(outbox.entries).toEqual([])
    expect(await outbox.discard('a1')).toBe(false)
    expect(await outbox.retry('a1')).toBe(false)
  }
  const { peer } = await start({ storage, company: '1' })
  expect(await peer.next('publish')).toMatchObject({ key: 'a1' })
})

test('[C39] the pause the server asks for is kept, and told; the message goes again with the same key', async () => {
  const { client, clock, peer, outbox } = await start()
  await outbox.send(note('one'))
  await outbox.send(note('two'))
  const { ref } = await peer.next('publish')
  peer.send({ type: 'error', ref: ref!, code: 'unavailable', message: 'later', retry_after_ms: 7000 })
  await expect.poll(() => outbox.entries[0]).toMatchObject({ state: 'pending', error: { code: 'unavailable' } })
  clock.advance(6999)
  await marker(client, peer)
  expect(peer.untaken()).toEqual([])
  clock.advance(1)
  expect(await peer.next('publish')).toMatchObject({ key: 'a1' })
  await expect.poll(() => states(outbox)).toEqual(['a1 sending', 'a2 pending'])
})

test('[C40] a business error fails the entry; what is behind it goes on', async () => {
  const { peer, outbox } = await start()
  await outbox.send(note('forbidden'))
  await outbox.send(note('fine'))
  const { ref } = await peer.next('publish')
  peer.send({ type: 'error', ref: ref!, code: 'denied', message: 'Not allowed' })
  expect(await peer.next('publish')).toMatchObject({ key: 'a2' })
  expect(outbox.entries[0]).toMatchObject({ state: 'failed', error: { code: 'denied' } })
})

test('[C40] with `stop` it waits behind a failure until that is discarded or tried again, in its old place', async () => {
  const { client, peer, outbox } = await start({ onFailure: 'stop' })
  await outbox.send(note('one'))
  await outbox.send(note('two'))
  const refuse = async () => {
    const frame = await peer.next('publish')
    peer.send({ type: 'error', ref: frame.ref!, code: 'denied', message: 'Not allowed' })
    await expect.poll(() => outbox.entries[0]!.state).toBe('failed')
    await marker(client, peer)
    expect(peer.untaken()).toEqual([])
    return frame.key
  }
  const keys = [await refuse()]
  expect(await outbox.retry('a1')).toBe(true)
  keys.push(await refuse())
  // The first refusal is remembered with its key; only another key is asked anew.
  expect(new Set(keys).size).toBe(2)
  expect(await outbox.discard('a1')).toBe(true)
  expect(await peer.next('publish')).toMatchObject({ key: 'a2' })
  expect(await outbox.retry('a2')).toBe(false)
  expect(await outbox.retry('none')).toBe(false)
})

test('[C40] a discarded entry is not sent, and the answer to one under way changes nothing', async () => {
  const { client, peer, outbox } = await start()
  const told: unknown[] = []
  outbox.onSent(entry => told.push(entry))
  await outbox.send(note('one'))
  await outbox.send(note('two'))
  await outbox.send(note('three'))
  const { ref } = await peer.next('publish')
  expect(await outbox.discard('a1')).toBe(true)
  expect(await outbox.discard('a2')).toBe(true)
  expect(await outbox.discard('a2')).toBe(false)
  accept(peer, ref)
  expect(await peer.next('publish')).toMatchObject({ key: 'a3' })
  expect(states(outbox)).toEqual(['a3 sending'])
  expect(told).toEqual([])
  await marker(client, peer)
})

test('[C41] what was sent and is 24 h old is `unknown` and not resent; what was never sent has no age', async () => {
  const storage = createMemoryStorage()
  const first = await start({ storage })
  await first.outbox.send(note('sent'))
  await first.peer.next('publish')
  await first.outbox.send(note('never sent'))
  first.outbox.close()
  const later = async (ms: number) => {
    const clock = { ...first.clock, now: () => first.clock.now() + ms }
    return start({ storage, clock, id: () => `b${ms}` })
  }
  const early = await later(24 * 3_600_000 - 60_001)
  expect(await early.peer.next('publish')).toMatchObject({ key: 'a1' })
  early.outbox.close()
  const late = await later(24 * 3_600_000)
  const frame = await late.peer.next('publish')
  expect(frame).toMatchObject({ key: 'a2' })
  expect(states(late.outbox)).toEqual(['a1 unknown', 'a2 sending'])
  accept(late.peer, frame.ref)
  expect(await late.outbox.retry('a1')).toBe(true)
  expect(await late.peer.next('publish')).toMatchObject({ key: 'b86400000', data: { text: 'sent' } })
})

test('[C42] a storage that is full or broken is told, and what it did not take is not held', async () => {
  const { storage, faults } = faultyStorage()
  const { client, peer, outbox } = await start({ storage, maxEntries: 2 })
  const fail = (error: unknown) => {
    const rejected = Promise.reject(error)
    rejected.catch(() => {})
    faults.append.push(rejected)
  }
  fail(new DOMException('no more', 'QuotaExceededError'))
  await expect(outbox.send(note('one'))).rejects.toMatchObject({ code: 'storage_full', name: 'RequestFailed' })
  fail(Object.assign(new Error('disk'), { code: 'ENOSPC' }))
  await expect(outbox.send(note('one'))).rejects.toMatchObject({ code: 'storage_full' })
  const cause = new Error('locked')
  fail(cause)
  await expect(outbox.send(note('one'))).rejects.toMatchObject({ code: 'storage_failed', cause })
  await marker(client, peer)
  expect(peer.untaken()).toEqual([])
  expect(outbox.entries).toEqual([])
  const results = await Promise.allSettled(['one', 'two', 'three'].map(text => outbox.send(note(text))))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
})

test('[C42] a fault while sending is reported and tried again after 5 s; nothing goes out unnoted', async () => {
  const { storage, faults } = faultyStorage()
  const { client, clock, peer, outbox, reported } = await start({ storage })
  const rejected = Promise.reject(new Error('disk'))
  rejected.catch(() => {})
  faults.update.push(rejected)
  await outbox.send(note('one'))
  await expect.poll(() => reported).toMatchObject([{ code: 'storage_failed' }])
  await marker(client, peer)
  expect(peer.untaken()).toEqual([])
  clock.advance(5000)
  expect(await peer.next('publish')).toMatchObject({ key: 'a1' })
})

test('[C43] of two outboxes of one owner one sends, whoever was given the message; the other takes over', async () => {
  const storage = createMemoryStorage()
  const one = await start({ storage })
  await one.outbox.send(note('one'))
  await one.peer.next('publish')
  const two = await start({ storage, id: () => 'b' })
  await two.outbox.send(note('two'))
  await marker(two.client, two.peer)
  expect(two.peer.untaken()).toEqual([])
  expect(states(one.outbox)).toEqual(['a1 sending', 'b pending'])
  one.client.close()
  const first = await two.peer.next('publish')
  expect(first).toMatchObject({ key: 'a1' })
  accept(two.peer, first.ref)
  expect(await two.peer.next('publish')).toMatchObject({ key: 'b' })
  await expect.poll(() => states(one.outbox)).toEqual(['b pending'])
})

test('[C43] without locks both may send, and the key is the same', async () => {
  const storage = createMemoryStorage()
  const one = await start({ storage, locks: null })
  await one.outbox.send(note('one'))
  const frame = await one.peer.next('publish')
  const two = await start({ storage, locks: null })
  const twin = await two.peer.next('publish')
  expect(twin).toMatchObject({ key: frame.key, data: frame.data })
  accept(one.peer, frame.ref)
  await expect.poll(() => states(one.outbox)).toEqual(['a1 sent'])
  accept(two.peer, twin.ref)
  await expect.poll(() => states(two.outbox)).toEqual([])
})

test('[C44] the list is immutable and another one after every change; a listener that throws harms nobody', async () => {
  const { peer, outbox, reported } = await start()
  const lists: (typeof outbox.entries)[] = []
  const fault = new Error('of a screen')
  outbox.onChange(() => {
    throw fault
  })
  const off = outbox.onChange(() => lists.push(outbox.entries))
  expect(outbox.entries).toBe(outbox.entries)
  await outbox.send(note('one'))
  const frame = await peer.next('publish')
  accept(peer, frame.ref)
  await expect.poll(() => states(outbox)).toEqual(['a1 sent'])
  expect(new Set(lists).size).toBe(lists.length)
  expect([...new Set(lists.map(list => list[0]?.state))]).toEqual(['pending', 'sending', 'sent'])
  expect(lists.every(list => Object.isFrozen(list) && list.every(entry => Object.isFrozen(entry)))).toBe(true)
  expect(reported).toContain(fault)
  off()
  const seen = lists.length
  expect(await outbox.discard('a1')).toBe(true)
  expect(outbox.entries).toEqual([])
  expect(lists).toHaveLength(seen)
})

test('[C44] of those that were sent the last hundred are shown', async () => {
  const { peer, outbox, client } = await start()
  Object.defineProperty(client, 'limits', { value: null })
  await Promise.all(Array.from({ length: 103 }, (_, index) => outbox.send(note(`${index}`))))
  for (let count = 0; count < 103; count += 1) accept(peer, (await peer.next('publish')).ref)
  await expect.poll(() => outbox.entries[0]?.id).toBe('a4')
  expect(outbox.entries).toHaveLength(100)
})

test('[C44] a closed outbox takes nothing more and leaves no timer', async () => {
  const { clock, client, peer, outbox } = await start()
  await outbox.send(note('one'))
  const frame = await peer.next('publish')
  peer.send({ type: 'error', ref: frame.ref!, code: 'unavailable', message: 'later', retry_after_ms: 7000 })
  await expect.poll(() => outbox.entries[0]?.error?.code).toBe('unavailable')
  outbox.close()
  await expect(outbox.send(note('two'))).rejects.toMatchObject({ code: 'closed' })
  client.close()
  await expect.poll(() => clock.pending()).toEqual([])
})
