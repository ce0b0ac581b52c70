/** How cost, throughput and lateness grow with the readers of one room, and with the number of rooms. */
import type { Spread } from '../../report/percentiles.ts'
import { deliver, type Peer } from '../peers/peer.ts'
import type { Work } from '../peers/publish-work.ts'
import { type Installed, type PeerName, startPeers } from '../peers/start-peers.ts'
import { type Finding, figure } from '../report.ts'
import type { Scale } from './scale.ts'

const NAMES: readonly PeerName[] = ['nabiz', 'nabiz v1', 'socket.io']
const COLUMNS = ['paced µs', 'late p50 ms', 'late p99 ms', 'flat out, events/s delivered'] as const

/** Deliveries a second that every server here can do: lateness is compared at one load. */
const PACED_PER_SECOND = 20_000
const MOST_EVENTS_PER_SECOND = 100
const FLAT_OUT_DELIVERIES = 400_000
const LEAST_SAMPLES = 5_000

type Grown = { readonly cpu_us: number; readonly late: Spread; readonly per_second: number }

/** `paced` and `flatOut` deliver each event to `readersEach` readers. */
const grow = async (peer: Peer, readers: number, readersEach: number, paced: Work, flatOut: Work): Promise<Grown> => {
  await deliver(peer, { ...paced, ticks: Math.ceil(paced.ticks / 4) }, readersEach)
  await peer.readers.ask({ do: 'sample', every: Math.max(1, Math.floor(readers / 100)) })
  const { cpu_us } = await deliver(peer, paced, readersEach)
  const late = await peer.readers.ask<Spread>({ do: 'lateness' })
  await peer.readers.ask({ do: 'sample', every: 0 })
  const { delivered, seconds } = await deliver(peer, flatOut, readersEach)
  return { cpu_us, late, per_second: delivered / seconds }
}

const row = (
  title: string,
  name: string,
  { cpu_us, late, per_second }: Grown,
  more: readonly string[] = [],
): string[] => [
  title,
  name,
  ...more,
  figure(cpu_us),
  figure(late.p50),
  figure(late.p99),
  Math.round(per_second).toLocaleString('en'),
]

export const measureSubscriberGrowth = async (scale: Scale, installed: Installed): Promise<Finding> => {
  const rows: string[][] = []
  for (const readers of scale.subscribers) {
    const every_ms = 1_000 / Math.min(MOST_EVENTS_PER_SECOND, PACED_PER_SECOND / readers)
    const ticks = Math.ceil(Math.max((scale.seconds * 1_000) / every_ms, LEAST_SAMPLES / Math.min(readers, 100) / 10))
    const paced = { ticks, every_ms, burst: 1, rooms: 1, width: 1 }
    const bursts = Math.max(2, Math.min(2_000, Math.ceil(FLAT_OUT_DELIVERIES / readers / 10)))
    const flatOut = { ticks: bursts, every_ms: 0, burst: 10, rooms: 1, width: 1 }
    for (const name of NAMES) {
      await using peers = await startPeers([name], installed)
      await peers.all[0]!.open(readers, { shared: true })
      rows.push(row(readers.toLocaleString('en'), name, await grow(peers.all[0]!, readers, readers, paced, flatOut)))
    }
  }
  return {
    title: 'Growth with the readers of a room',
    how:
      `One room. Paced: at most ${MOST_EVENTS_PER_SECOND} events and ${PACED_PER_SECOND.toLocaleString('en')} deliveries a ` +
      'second, processor time for one delivery and lateness since due. Flat out: bursts of ten, one a turn of the loop.',
    columns: ['readers', 'server', ...COLUMNS],
    rows,
    goals: [],
  }
}

const ROOM_NAMES: readonly PeerName[] = ['nabiz', 'socket.io']

/** More rooms than this many readers are shared out among them. */
const MOST_READERS = 1_000
const WIDTH = 400
const TURN_MS = 20

export const measureRoomGrowth = async (scale: Scale, installed: Installed): Promise<Finding> => {
  const rows: string[][] = []
  for (const rooms of scale.rooms) {
    const readers = Math.min(rooms, MOST_READERS)
    const width = Math.min(rooms, WIDTH)
    const paced = { ticks: (scale.seconds * 1_000) / TURN_MS, every_ms: TURN_MS, burst: 1, rooms, width }
    const flatOut = { ticks: Math.ceil(100_000 / Math.max(width, 10)), every_ms: 0, burst: 1, rooms, width }
    for (const name of ROOM_NAMES) {
      await using peers = await startPeers([name], installed)
      const peer = peers.all[0]!
      const before = await peer.backend.memory!()
      await peer.open(readers, { shared: false, each: rooms / readers })
      const after = await peer.backend.memory!()
      const kb = figure((after.rss - before.rss) / rooms / 1_024, 1)
      const grown = await grow(peer, readers, 1, paced, flatOut)
      rows.push(row(rooms.toLocaleString('en'), name, grown, [kb]))
    }
  }
  return {
    title: 'Growth with the number of rooms',
    how:
      `Each room has one reader; ${MOST_READERS.toLocaleString('en')} readers share what is more. Paced: an event into ${WIDTH} ` +
      `rooms (or all, where there are fewer) every ${TURN_MS} ms, one room after another. KB: resident memory of the server for one room with its part of a session.`,
    columns: ['rooms', 'server', 'KB', ...COLUMNS],
    rows,
    goals: [],
  }
}
