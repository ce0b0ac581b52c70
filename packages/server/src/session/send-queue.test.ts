import { expect, test } from 'vitest'
import { FanOut } from '../room/fan-out.ts'
import { Batch, Parcel } from '../room/parcel.ts'
import { HeldWire } from '../testing/held-wire.ts'
import { type Owner, SendQueue } from './send-queue.ts'

const owner: Owner = { giveWay: () => {} }
const batch = (offset: number, bytes = 1_000) => new Batch([{ offset, slot: null, frame: Buffer.alloc(bytes, 'x') }])

test('[W34] a reader that takes nothing costs no more than its limit, whatever is pushed', () => {
  const wire = new HeldWire(1)
  const queue = new SendQueue(wire, new FanOut(), 100_000)
  queue.push(batch(0), owner)
  queue.flush()
  let refused = 0
  for (let index = 1; index < 1_000; index++) {
    if (!queue.push(batch(index), owner)) refused++
    expect(queue.bytes).toBeLessThanOrEqual(100_000)
  }
  expect(refused).toBeGreaterThanOrEqual(800)
  expect(queue.withdraw(owner).length).toBeGreaterThan(0)
  expect(queue.bytes).toBe(wire.buffered())
})

test('[W34] a burst for a reader in good health is written, not dropped', () => {
  const wire = new HeldWire(Infinity)
  const queue = new SendQueue(wire, new FanOut(), 100_000)
  wire.buffered = () => 0
  for (let index = 0; index < 1_000; index++) expect(queue.push(batch(index), owner)).toBe(true)
  queue.flush()
  expect(wire.writes.reduce((sum, bytes) => sum + bytes.length, 0)).toBe(1_000_000)
})

test('[W34] connections with the same pending list share one encoding', () => {
  const [a, b] = [batch(1), batch(2)]
  const wires = [new HeldWire(9), new HeldWire(9)]
  for (const wire of wires) {
    const queue = new SendQueue(wire, new FanOut(), 100_000)
    queue.push(a, owner)
    queue.push(b, owner)
    queue.flush()
  }
  expect(wires.map(wire => wire.writes.length)).toEqual([1, 1])
  expect(wires[0]!.writes[0]).toBe(wires[1]!.writes[0])
})

test('[W37] a reader stalls only while it takes nothing', () => {
  const wire = new HeldWire(1)
  const queue = new SendQueue(wire, new FanOut(), 100_000)
  queue.push(new Parcel([{ frame: Buffer.from('x') }]), null)
  queue.flush()
  expect(queue.stalled(1_000, 30_000)).toBe(false)
  expect(queue.stalled(30_999, 30_000)).toBe(false)
  wire.drain()
  expect(queue.stalled(31_000, 30_000)).toBe(false)
  expect(queue.stalled(60_999, 30_000)).toBe(false)
  expect(queue.stalled(61_000, 30_000)).toBe(true)
})

test('[W35] whoever waits for the reader goes on when it drains, or when it is gone', async () => {
  for (const how of ['drained', 'end'] as const) {
    const queue = new SendQueue(new HeldWire(1), new FanOut(), 100_000)
    queue.push(batch(1), owner)
    queue.flush()
    const idle = queue.whenIdle()
    queue[how]()
    await idle
  }
})

test('[W34] what an owner takes back leaves the rest in order, and what comes later follows it', () => {
  const other: Owner = { giveWay: () => {} }
  const order = ['a', 'b', 'c', 'd']
  for (const mine of [[0], [1], [3], [0, 1], [2, 3], [0, 3], [0, 1, 2, 3]]) {
    const wire = new HeldWire(Infinity)
    const queue = new SendQueue(wire, new FanOut(), 100_000)
    for (const [index, text] of order.entries())
      queue.push(new Parcel([{ frame: Buffer.from(text) }]), mine.includes(index) ? owner : other)
    const taken = queue.withdraw(owner).map(parcel => parcel.frames.map(({ frame }) => frame).join())
    queue.push(new Parcel([{ frame: Buffer.from('e') }]), null)
    queue.flush()
    expect(taken).toEqual(mine.map(index => order[index]))
    expect(wire.writes.join('')).toBe(`${order.filter((_, index) => !mine.includes(index)).join('')}e`)
    expect(queue.owners().size).toBe(0)
  }
})

/** What is written for a reader who is in `mine` of the rooms that share a pass, and how much was when each had handed on. */
const pass = async ({ rooms, mine, waits }: { rooms: number; mine: number; waits?: string }) => {
  const wire = new HeldWire(Infinity)
  const fanOut = new FanOut()
  const queue = new SendQueue(wire, fanOut, 100_000)
  queue.rooms = mine
  const parcel = (text: string) => new Parcel([{ frame: Buffer.from(text) }])
  const seen: number[] = []
  for (let room = 1; room <= rooms; room++)
    fanOut.room({
      flush: () => {
        if (room <= mine) queue.push(parcel(String(room)), owner)
        seen.push(wire.writes.length)
        return 1
      },
    })
  if (waits) queue.push(parcel(waits), null)
  await new Promise(setImmediate)
  const writes = wire.writes.map(String)
  queue.push(parcel('later'), null)
  expect(wire.writes.length).toBe(writes.length)
  return { seen, writes }
}

test('[W34] what is all that comes for a reader in a pass is written at once; else all is, together, at its end', async () => {
  expect(await pass({ rooms: 1, mine: 1 })).toEqual({ seen: [1], writes: ['1'] })
  expect(await pass({ rooms: 1, mine: 2 })).toEqual({ seen: [1], writes: ['1'] })
  expect(await pass({ rooms: 3, mine: 1 })).toEqual({ seen: [1, 1, 1], writes: ['1'] })
  expect(await pass({ rooms: 3, mine: 3 })).toEqual({ seen: [0, 0, 0], writes: ['123'] })
  expect(await pass({ rooms: 1, mine: 1, waits: '0' })).toEqual({ seen: [0], writes: ['01'] })
})
