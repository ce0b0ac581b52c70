import { defineRoom, type StandardSchemaV1 } from '@nabiz/protocol'
import { describe, expect, test } from 'vitest'
import { startServer } from '../testing/start-server.ts'
import type { AuditRecord } from './audit.ts'

/** `{ amount: whole number }`; a text of digits becomes its number. */
const amount: StandardSchemaV1<unknown, { amount: number }> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: value => {
      const given = Number((value as { amount?: unknown } | null)?.amount)
      return Number.isInteger(given)
        ? { value: { amount: given } }
        : { issues: [{ message: 'expected a whole number', path: ['amount'] }] }
    },
  },
}
const ledger = defineRoom('ledger:{id}', {
  events: { paid: { schema: amount }, typing: { schema: amount, record: false } },
})

describe('rooms', () => {
  test('[W14] a name is another room in another company and in the shared space', async () => {
    await using running = await startServer()
    const identities = [{}, { company: '1' }, { company: '2' }, { company: 'a/b' }, { company: 'a' }]
    const clients = await Promise.all(
      identities.map((identity, index) =>
        running.connect({ ...identity, user_id: String(index) }, { frame: { rooms: { dashboard: null } } }),
      ),
    )
    for (const client of clients) await client.take({ type: 'room_joined' })
    for (const [index, client] of clients.entries()) {
      client.send({ type: 'publish', room: 'dashboard', event: 'x', data: index, ref: 1 })
      expect(await client.take({ ref: 1 })).toMatchObject({ offset: 1 })
    }
    await running.server.publish('dashboard', 'x', 'server', { company: '2' })
    await clients[2]!.take({ offset: 2 })
    for (const [index, client] of clients.entries()) {
      client.send({ type: 'history', room: 'dashboard', limit: 10, ref: 2 })
      const { events } = (await client.take({ type: 'history' })) as unknown as {
        events: { data: unknown; room: string }[]
      }
      const mine = index === 2 ? [2, 'server'] : [index]
      expect(events.map(event => event.data)).toEqual(mine)
      expect(client.events('dashboard').map(event => event.data)).toEqual(mine)
    }
  })

  test('[W15] joining gives the position, and every event after it follows', async () => {
    await using running = await startServer()
    const { epoch } = await running.server.publish('r', 'before', 1)
    const client = await running.connect()
    client.send({ type: 'join', room: 'r', ref: 'j' })
    expect(await client.take({ ref: 'j' })).toEqual({
      type: 'room_joined',
      room: 'r',
      ref: 'j',
      epoch,
      offset: 1,
      recovered: 'fresh',
    })
    // In one turn with the join of a second member: neither may see what the other's position includes.
    const second = await running.connect({ user_id: '6' })
    second.send({ type: 'join', room: 'r', ref: 1 })
    for (let index = 0; index < 20; index++) {
      void running.server.publish('r', 'x', index)
      await new Promise(resolve => setImmediate(resolve))
    }
    const { offset } = (await second.take({ ref: 1 })) as unknown as { offset: number }
    await running.server.publish('r', 'last', 1)
    await second.take({ type: 'last' })
    await client.take({ type: 'last' })
    expect(client.offsets('r')).toEqual(Array.from({ length: 21 }, (_, index) => index + 2))
    expect(second.offsets('r')).toEqual(Array.from({ length: 22 - offset }, (_, index) => index + 1 + offset))
  })

  test('[W16] a no, a fault, and anything that is not true is a no', async () => {
    const audited: AuditRecord[] = []
    const answers: Record<string, () => unknown> = {
      no: () => false,
      fault: () => {
        throw new Error('down')
      },
      late: () => Promise.reject(new Error('down')),
      truthy: () => 1,
      yes: () => true,
    }
    await using running = await startServer({
      authorize: (_, room) => answers[room]!() as boolean,
      audit: record => audited.push(record),
    })
    const client = await running.connect()
    for (const room of ['no', 'fault', 'late', 'truthy']) {
      client.send({ type: 'join', room, ref: room }, { type: 'publish', room, event: 'x', data: 1, ref: `p${room}` })
      client.send({ type: 'history', room, limit: 1, ref: `h${room}` })
      for (const ref of [room, `p${room}`, `h${room}`]) {
        expect(await client.take({ ref }), ref).toMatchObject({ type: 'error', code: 'denied', room })
      }
    }
    client.send({ type: 'join', room: 'yes', ref: 1 })
    await client.take({ type: 'room_joined' })
    expect(running.errors.length).toBe(6)
    expect(audited.filter(({ kind }) => kind === 'join_refused').length).toBe(4)
    expect(audited.filter(({ kind }) => kind === 'publish_refused').length).toBe(4)
  })

  test('[W16] without an authorizer the patterns of the token decide, and no list is no permission', async () => {
    await using running = await startServer()
    const client = await running.connect({ rooms: ['company:1', 'x:*'], publish: undefined } as object)
    const answers: unknown[] = []
    for (const room of ['company:1', 'company:10', 'x', 'x:1', 'x:1:2', 'X:1']) {
      client.send({ type: 'join', room, ref: room })
      answers.push((await client.take({ ref: room })).type)
    }
    expect(answers).toEqual(['room_joined', 'error', 'error', 'room_joined', 'room_joined', 'error'])
    client.send({ type: 'publish', room: 'company:1', event: 'x', data: 1, ref: 1 })
    expect(await client.take({ ref: 1 })).toMatchObject({ code: 'denied' })
  })

  test('[W17] [S18] a session is in so many rooms and no more, also when it asks for all at once', async () => {
    await using running = await startServer({ limits: { roomsPerSession: 3 } })
    const rooms = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`r:${index}`, null]))
    const client = await running.connect({}, { frame: { rooms } })
    for (let index = 0; index < 3; index++) await client.take({ type: 'room_joined' })
    for (let index = 0; index < 2; index++)
      expect(await client.take({ type: 'error' })).toMatchObject({ code: 'too_many_rooms' })
    client.send({ type: 'leave', room: 'r:0', ref: 1 }, { type: 'join', room: 'r:9', ref: 2 })
    expect((await client.take({ ref: 2 })).type).toBe('room_joined')
  })

  test('[W18] after room_left nothing of the room follows; a room nobody is in costs nothing', async () => {
    await using running = await startServer()
    const client = await running.connect()
    client.send({ type: 'join', room: 'r', ref: 1 })
    await client.take({ ref: 1 })
    client.send({ type: 'leave', room: 'r', ref: 2 }, { type: 'leave', room: 'r', ref: 3 })
    expect(await client.take({ ref: 2 })).toEqual({ type: 'room_left', room: 'r', ref: 2, reason: 'left' })
    expect(await client.take({ ref: 3 })).toMatchObject({ code: 'not_joined' })
    await running.server.publish('r', 'x', 1)
    client.send({ type: 'ping', ts: 1 })
    await client.take({ type: 'pong' })
    expect(client.events('r')).toEqual([])
    expect(running.server.stats().rooms).toEqual({})
  })

  test('[W19] joining again begins anew at the position given now', async () => {
    await using running = await startServer()
    const client = await running.connect()
    client.send({ type: 'join', room: 'r', ref: 1 })
    const { epoch } = await client.take({ ref: 1 })
    for (let index = 0; index < 3; index++) await running.server.publish('r', 'x', index)
    await client.take({ offset: 3 })
    client.send({ type: 'join', room: 'r', ref: 2, since: { epoch, offset: 1 } })
    expect(await client.take({ ref: 2 })).toMatchObject({ recovered: 'all', missed: 2 })
    await running.server.publish('r', 'last', 1)
    await client.take({ type: 'last' })
    expect(client.offsets('r')).toEqual([1, 2, 3, 2, 3, 4])
    expect(running.server.stats().rooms).toEqual({ r: 1 })
  })
})

describe('events', () => {
  test('[W20] [S29] the envelope is the server’s, whatever the client says', async () => {
    await using running = await startServer({
      now: () => 42,
      id: (
        n => () =>
          `id-${n++}`
      )(0),
    })
    const client = await running.connect({}, { frame: { rooms: { r: null } } })
    await client.take({ type: 'room_joined' })
    const forged = { user_id: 'root', timestamp: 1, id: 'mine', offset: 99 }
    client.send({ type: 'publish', room: 'r', event: 'message:new', data: { text: 'selam' }, ref: 1, ...forged })
    const published = await client.take({ ref: 1 })
    expect(await client.take({ type: 'message:new' })).toEqual({
      ...{ type: 'message:new', room: 'r', data: { text: 'selam' }, timestamp: 42, user_id: '5' },
      ...{ id: published.id, offset: 1 },
    })
    expect(published).toMatchObject({ offset: 1, durability: 'memory' })
    await running.server.publish('r', 'x', null, { user_id: '7', timestamp: 9, id: 'given' })
    expect(await client.take({ id: 'given' })).toMatchObject({ user_id: '7', timestamp: 9, offset: 2 })
  })

  test('[W20] many publishers, one order for everybody', async () => {
    await using running = await startServer()
    const clients = await Promise.all(
      Array.from({ length: 5 }, (_, user) =>
        running.connect({ user_id: String(user) }, { joined: user % 2 === 0, frame: { rooms: { r: null } } }),
      ),
    )
    for (const client of clients) await client.take({ type: 'room_joined' })
    for (let index = 0; index < 20; index++)
      for (const client of clients) client.send({ type: 'publish', room: 'r', event: 'x', data: index })
    for (const client of clients) await client.take({ offset: 100 })
    const seen = clients.map(client => client.events('r').map(event => [event.offset, event.id]))
    for (const one of seen) expect(one).toEqual(seen[0])
    expect(clients[0]!.offsets('r')).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
    for (const user of ['0', '3']) {
      const mine = clients[1]!.events('r').filter(event => event.user_id === user)
      expect(mine.map(event => event.data)).toEqual(Array.from({ length: 20 }, (_, index) => index))
    }
  })

  test('[W21] passing events have no offset and leave no trace', async () => {
    await using running = await startServer({ rooms: [ledger] })
    const client = await running.connect({}, { frame: { rooms: { 'ledger:1': null } } })
    await client.take({ type: 'room_joined' })
    client.send({ type: 'publish', room: 'ledger:1', event: 'typing', data: { amount: 1 }, ref: 1 })
    client.send({ type: 'publish', room: 'ledger:1', event: 'paid', data: { amount: 2 }, record: false, ref: 2 })
    client.send({ type: 'publish', room: 'ledger:1', event: 'typing', data: { amount: 3 }, record: true, ref: 3 })
    for (const ref of [1, 2, 3]) {
      const published = await client.take({ ref })
      expect(published).toMatchObject({ durability: 'none' })
      expect(published).not.toHaveProperty('offset')
    }
    await client.take({ type: 'paid' })
    await expect.poll(() => client.events('ledger:1').length).toBe(3)
    client.send({ type: 'history', room: 'ledger:1', limit: 10, ref: 4 })
    expect(await client.take({ ref: 4 })).toMatchObject({ events: [], offset: 0, more: false })
  })

  test.each(['connected', 'error', 'ping', 'nabiz_x', 'presence_changed'])('[W22] %s is no event type', async type => {
    await using running = await startServer()
    await expect(running.server.publish('r', type, 1)).rejects.toMatchObject({ code: 'reserved_event' })
    const client = await running.connect()
    client.send({ type: 'publish', room: 'r', event: type, data: 1, ref: 1 })
    expect(await client.take({ ref: 1 })).toMatchObject({ type: 'error', code: 'reserved_event' })
  })

  test('[W23] data must fit the contract; what the schema gives back is published', async () => {
    await using running = await startServer({ rooms: [ledger] })
    const client = await running.connect({}, { frame: { rooms: { 'ledger:1': null } } })
    await client.take({ type: 'room_joined' })
    client.send({ type: 'publish', room: 'ledger:1', event: 'paid', data: { amount: 'x' }, ref: 1 })
    expect(await client.take({ ref: 1 })).toEqual({
      ...{ type: 'error', ref: 1, room: 'ledger:1', code: 'invalid_data' },
      message: 'data.amount: expected a whole number',
    })
    client.send({ type: 'publish', room: 'ledger:1', event: 'other', data: 1, ref: 2 })
    expect(await client.take({ ref: 2 })).toMatchObject({ code: 'unknown_event' })
    client.send({ type: 'publish', room: 'ledger:1', event: 'toString', data: 1, ref: 3 })
    expect(await client.take({ ref: 3 })).toMatchObject({ code: 'unknown_event' })
    client.send({ type: 'publish', room: 'ledger:1', event: 'paid', data: { amount: '7', more: 1 }, ref: 4 })
    expect((await client.take({ type: 'paid' })).data).toEqual({ amount: 7 })
    await expect(running.server.publish('ledger:1', 'paid', {})).rejects.toThrow('data.amount: expected a whole number')
  })

  test('[W24] publishing needs its own permission and no join', async () => {
    await using running = await startServer()
    const client = await running.connect({ rooms: ['r'], publish: ['q'] })
    client.send(
      { type: 'publish', room: 'q', event: 'x', data: 1, ref: 1 },
      { type: 'publish', room: 'r', event: 'x', data: 1, ref: 2 },
    )
    expect(await client.take({ ref: 1 })).toMatchObject({ type: 'published', offset: 1 })
    expect(await client.take({ ref: 2 })).toMatchObject({ type: 'error', code: 'denied' })
  })

  test('[W25] an event is at most 1 MiB', async () => {
    await using running = await startServer()
    const client = await running.connect({}, { frame: { rooms: { r: null } } })
    await client.take({ type: 'room_joined' })
    await expect(running.server.publish('r', 'x', 'ç'.repeat(600_000))).rejects.toMatchObject({ code: 'too_large' })
    await running.server.publish('r', 'x', 'd'.repeat(1_000_000))
    expect(((await client.take({ type: 'x' })).data as string).length).toBe(1_000_000)
  })
})
