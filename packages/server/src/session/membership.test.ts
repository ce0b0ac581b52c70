import { resolveLimits } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { createMemoryBroker } from '../broker/memory-broker.ts'
import { FanOut } from '../room/fan-out.ts'
import { Hub } from '../room/hub.ts'
import { createRoomCatalogue } from '../room/room-catalogue.ts'
import { HeldWire } from '../testing/held-wire.ts'
import { Attachment } from './attachment.ts'
import { ALONE } from './control.ts'
import { Membership } from './membership.ts'

const onError = (error: unknown) => {
  throw error
}
const limits = resolveLimits()
const draft = { head: `{"type":"x","id":"i","data":"${'x'.repeat(1_000)}"`, slot: null }

test('[W44] what waits for a stalled reader is taken back when it leaves the room', async () => {
  const fanOut = new FanOut()
  const broker = createMemoryBroker()
  const catalogue = createRoomCatalogue([], limits)
  const hub = new Hub({ broker, log: undefined, catalogue, fanOut, others: ALONE, onError })
  const wire = new HeldWire(1)
  const attachment = new Attachment(wire, { hub, fanOut, limits, onError }, () => {})
  const membership = new Membership('r', 'r', attachment)
  const room = await hub.hold('r')
  membership.enter(room, null, null, 1, null)
  attachment.queue.flush()
  for (let index = 0; index < 10; index++) await broker.publish('r', draft, room.rules.retention)
  room.flush()
  expect(attachment.queue.bytes).toBeGreaterThan(10_000)
  attachment.drop(membership)
  attachment.send({ type: 'room_left' })
  wire.drain()
  attachment.queue.drained()
  expect(wire.writes.slice(1).map(String)).toEqual(['{"type":"room_left"}'])
  expect(hub.counts()).toEqual({})
})

test('[W34] a queue knows of how many rooms events may come', async () => {
  const fanOut = new FanOut()
  const catalogue = createRoomCatalogue([], limits)
  const hub = new Hub({ broker: createMemoryBroker(), log: undefined, catalogue, fanOut, others: ALONE, onError })
  const attachment = new Attachment(new HeldWire(9), { hub, fanOut, limits, onError }, () => {})
  const memberships = ['a', 'b', 'c'].map(key => new Membership(key, key, attachment))
  for (const membership of memberships.slice(0, 2)) {
    membership.enter(await hub.hold(membership.key), null, null, 1, null)
  }
  expect(attachment.queue.rooms).toBe(2)
  // The last never came in.
  for (const membership of memberships.slice(1)) attachment.drop(membership)
  expect(attachment.queue.rooms).toBe(1)
  attachment.drop(memberships[0]!)
  expect(attachment.queue.rooms).toBe(0)
})
