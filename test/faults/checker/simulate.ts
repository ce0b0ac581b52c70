/** Histories as a faultless system would write them, from a seed: what the judge must call GREEN, and mutants start from. */

import type { CheckOptions } from './check-history.ts'
import type { Entry, FinalEvent, Position } from './history.ts'
import { oneOf, seededRandom } from './seeded-random.ts'

const KEEPS = 40
const DURABLE = 'acme/ledger'
const ROOMS = [DURABLE, 'acme/board', 'rival/board'] as const

/** The rules under which a simulated history is judged. */
export const SIMULATED: CheckOptions = { durable: room => room === DURABLE, keeps: () => KEEPS }

type Log = { epoch: string; events: FinalEvent[] }
type Reader = { name: string; room: string; at: Position | null; on: boolean; barred: boolean }

/** `steps` is about the number of publishes. */
export const simulate = (seed: number, steps = 200): Entry[] => {
  const random = seededRandom(seed)
  const history: Entry[] = []
  const logs = new Map<string, Log>(ROOMS.map(room => [room, { epoch: `${room}-1`, events: [] }]))
  const readers: Reader[] = ROOMS.flatMap(room =>
    ['a', 'b'].map(name => ({ name: `${name}@${room}`, room, at: null, on: false, barred: false })),
  )
  let clock = 0
  let count = 0
  const write = (entry: Record<string, unknown>) => {
    clock += 1 + random()
    history.push({ at: clock, ...entry } as Entry)
  }
  const top = (room: string) => logs.get(room)!.events.length
  const show = (reader: Reader, event: FinalEvent) => {
    write({ kind: 'recv', observer: reader.name, room: reader.room, ...event })
    reader.at = { epoch: logs.get(reader.room)!.epoch, offset: event.offset }
  }
  const join = (reader: Reader) => {
    if (reader.barred) return
    const { epoch, events } = logs.get(reader.room)!
    const { at: was, room, name: observer } = reader
    const behind = was?.epoch === epoch ? events.length - was.offset : Number.POSITIVE_INFINITY
    const recovered = was === null ? 'fresh' : behind <= KEEPS ? 'all' : 'reset'
    const missed = recovered === 'all' ? behind : null
    write({ kind: 'sub', observer, room, was, recovered, missed, epoch, top: events.length })
    reader.on = true
    if (recovered === 'all') for (const event of events.slice(was!.offset)) show(reader, event)
    else reader.at = { epoch, offset: events.length }
  }
  const leave = (reader: Reader) => {
    if (reader.on) write({ kind: 'unsub', observer: reader.name, room: reader.room })
    reader.on = false
  }
  const publish = (room: string) => {
    const op = `p${++count}`
    const payload = `${op} ${Math.floor(random() * 1e6)}`
    write({ kind: 'inv', op, room, payload })
    const lot = random()
    if (lot < 0.05) return write({ kind: 'fail', op, code: 'denied' })
    const log = logs.get(room)!
    // An answer that got lost: the event may be there, or not.
    if (lot < 0.08) return write({ kind: 'info', op })
    const event = { offset: log.events.length + 1, id: `id-${op}`, op, payload }
    log.events.push(event)
    for (const reader of readers) if (reader.on && reader.room === room) show(reader, event)
    write(lot < 0.11 ? { kind: 'info', op } : { kind: 'ok', op, epoch: log.epoch, offset: event.offset, id: event.id })
  }
  const fault = (name: string, work: () => void) => {
    const from = clock
    work()
    write({ kind: 'fault', name, from, witness: 1 })
  }
  const traffic = (publishes: number) => {
    for (let index = 0; index < publishes; index++) {
      publish(oneOf(random, ROOMS))
      const reader = oneOf(random, readers)
      if (random() < 0.1) reader.on ? leave(reader) : join(reader)
    }
  }
  const everybody = () => readers.filter(({ on }) => !on).forEach(join)

  for (const room of ROOMS) write({ kind: 'present', room, member: 'm1' })
  write({ kind: 'present', room: DURABLE, member: 'm2' })
  everybody()
  traffic(steps / 4)
  write({ kind: 'absent', room: DURABLE, member: 'm2' })
  fault('long absence', () => {
    leave(readers[0]!)
    for (let index = 0; index < KEEPS * 1.5; index++) publish(DURABLE)
    everybody()
  })
  fault('cuts', () => {
    traffic(steps / 4)
    leave(readers[2]!)
    publish(readers[2]!.room)
    everybody()
  })
  fault('kill', () => {
    traffic(steps / 4)
    readers.forEach(leave)
    write({ kind: 'exit', how: 'SIGKILL', expected: true })
    for (const room of ROOMS) if (room !== DURABLE) logs.set(room, { epoch: `${room}-2`, events: [] })
    everybody()
    publish(DURABLE)
  })
  write({ kind: 'revoked', observer: readers[3]!.name, room: null })
  leave(readers[3]!)
  readers[3]!.barred = true
  write({ kind: 'healed' })
  clock += 1_100
  traffic(steps / 4)
  everybody()
  for (const room of ROOMS) publish(room)
  for (const { name, room, on } of readers) if (on) write({ kind: 'live', observer: name, room })
  write({ kind: 'measure', name: 'memory', value: 10, bound: 20 })
  clock += 6_000
  for (const room of ROOMS) write({ kind: 'view', observer: `a@${room}`, room, members: ['m1'] })
  for (const [room, { epoch, events }] of logs)
    write({ kind: 'final', room, epoch, first: 1, top: top(room), events: [...events] })
  return history
}
