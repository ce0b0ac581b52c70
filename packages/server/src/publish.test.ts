import { defineRoom } from '@nabiz/protocol'
import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import type { NabizServer } from './server.ts'
import { startServer } from './testing/start-server.ts'

const orders = defineRoom('orders:{company}:{id}', {
  events: { paid: { schema: z.object({ amount: z.number() }) }, shipped: { schema: z.null() } },
})

test('[W95] a contract publishes to the room its parameters name', async () => {
  await using running = await startServer({ rooms: [orders] })
  const client = await running.connect({}, { frame: { rooms: { 'orders:1:2': null } } })
  await client.take({ type: 'room_joined' })
  await running.server.publish(orders, { company: '1', id: '2' }, 'paid', { amount: 5 }, { user_id: '9', key: 'k' })
  expect(await client.take({ type: 'paid' })).toMatchObject({
    room: 'orders:1:2',
    data: { amount: 5 },
    user_id: '9',
    key: 'k',
  })
  await running.server.publish('orders:1:2', 'shipped', null)
  await client.take({ type: 'shipped' })
})

test('[W95] a person and a company have rooms of their own', async () => {
  await using running = await startServer()
  const client = await running.connect({}, { frame: { rooms: { 'user:5': null, 'company:1': null } } })
  for (const room of ['user:5', 'company:1']) await client.take({ type: 'room_joined', room })
  await running.server.toUser('5').publish('notification', { text: 'hi' })
  await running.server.toCompany('1').publish('product_added', { id: 7 }, { user_id: '5' })
  expect(await client.take({ type: 'notification' })).toMatchObject({ room: 'user:5', data: { text: 'hi' } })
  expect(await client.take({ type: 'product_added' })).toMatchObject({ room: 'company:1', user_id: '5' })
  for (const id of ['', 'a b', '*']) expect(() => running.server.toUser(id)).toThrow(TypeError)
})

const person = defineRoom('user:{user_id}', { events: { notification: { schema: z.object({ text: z.string() }) } } })

test('[W95] the room of a person by its contract has the types of that', async () => {
  await using running = await startServer({ rooms: [person] })
  const client = await running.connect({}, { frame: { rooms: { 'user:5': null } } })
  await client.take({ type: 'room_joined' })
  await running.server.toUser(person, '5').publish('notification', { text: 'hi' }, { user_id: '9' })
  expect(await client.take({ type: 'notification' })).toMatchObject({ data: { text: 'hi' }, user_id: '9' })
  // @ts-expect-error not the data of this event
  const wrong = running.server.toUser(person, '5').publish('notification', { text: 5 })
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_data' })
  // @ts-expect-error no event of this room
  await expect(running.server.toUser(person, '5').publish('lost', null)).rejects.toMatchObject({
    code: 'unknown_event',
  })
  expect(() => running.server.toCompany(person, '5')).toThrow('user:{user_id} is not the room of a company')
  expect(() => running.server.toUser(person, '*')).toThrow(TypeError)
})

test('[W20] no two events have one name, of one server or of two', async () => {
  await using one = await startServer()
  await using other = await startServer()
  const ids = new Set<string>()
  for (let index = 0; index < 500; index++)
    for (const { server } of [one, other]) ids.add((await server.publish('r', 'x', index)).id)
  expect(ids.size).toBe(1_000)
})

test('[W95] wrong parameters, types and data are refused by the compiler', () => {
  const check = (server: NabizServer) => {
    expectTypeOf(server.publish(orders, { company: '1', id: '2' }, 'shipped', null)).resolves.toHaveProperty(
      'durability',
    )
    // @ts-expect-error a parameter is missing
    void server.publish(orders, { id: '2' }, 'paid', { amount: 5 })
    // @ts-expect-error a parameter too many
    void server.publish(orders, { company: '1', id: '2', x: '3' }, 'paid', { amount: 5 })
    // @ts-expect-error no event of this room
    void server.publish(orders, { company: '1', id: '2' }, 'lost', { amount: 5 })
    // @ts-expect-error not the data of this event
    void server.publish(orders, { company: '1', id: '2' }, 'paid', { amount: '5' })
    // @ts-expect-error the data of another event
    void server.publish(orders, { company: '1', id: '2' }, 'shipped', { amount: 5 })
  }
  expectTypeOf(check).toBeFunction()
})
