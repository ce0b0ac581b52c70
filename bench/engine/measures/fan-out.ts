/** Processor time of the server for one delivered event: one room of a thousand readers, then a thousand rooms of one. */
import { deliver, type Peer } from '../peers/peer.ts'
import type { Work } from '../peers/publish-work.ts'
import { type Installed, type PeerName, startPeers } from '../peers/start-peers.ts'
import { type Finding, figure } from '../report.ts'
import { takeTurns } from '../rounds.ts'
import type { Scale } from './scale.ts'

const READERS = 1_000
// Whom no goal is about begins: the first to open sockets pays up to 4 % more ever after, whoever it is.
const NAMES: readonly PeerName[] = ['floor', 'ws', 'nabiz', 'nabiz v1', 'socket.io', 'nchan', 'nats', 'bun']
const ROOM_NAMES: readonly PeerName[] = ['floor', 'ws', 'nabiz', 'nabiz v1', 'socket.io']

/** A moment in which the readers could rest, whatever the server. */
const PACE_MS = 10
const BURST = 10

const one = { rooms: 1, width: 1 }
const pacedWork = (seconds: number): Work => ({
  ...one,
  burst: 1,
  every_ms: PACE_MS,
  ticks: (seconds * 1_000) / PACE_MS,
})
const burstWork = (seconds: number): Work => ({ ...one, burst: BURST, every_ms: 40, ticks: (seconds * 1_000) / 40 })
const roomsWork = (seconds: number): Work => ({
  ...{ rooms: READERS, width: READERS, burst: 1, every_ms: 25 },
  ticks: (seconds * 1_000) / 25,
})

/** A server of somebody else that loses events is said to, and left out; ours ends the bench. */
const cpu = (work: Work, readersEach: number) => async (peer: Peer) => {
  try {
    return (await deliver(peer, work, readersEach)).cpu_us
  } catch (error) {
    if (peer.name.startsWith('nabiz')) throw error
    console.error(`  (${(error as Error).message}: left out)`)
    return Number.NaN
  }
}

type Figures = ReadonlyMap<Peer, number>

const value = (figures: Figures, name: PeerName): number =>
  [...figures].find(([peer]) => peer.name === name)?.[1] ?? Number.NaN

const ratio = (figures: Figures, of: PeerName, to: PeerName): number => value(figures, of) / value(figures, to)

const cells = (figures: Figures, name: PeerName): string[] => [
  figure(value(figures, name)),
  figure(ratio(figures, name, 'socket.io')),
]

export type FanOutFound = { readonly finding: Finding; readonly paced_us: { ours: number; socketIo: number } }

export const measureFanOut = async (scale: Scale, installed: Installed): Promise<FanOutFound> => {
  await using shared = await startPeers(NAMES, installed)
  for (const peer of shared.all) await peer.open(READERS, { shared: true })
  const paced = await takeTurns(shared.all, scale.rounds, cpu(pacedWork(scale.round_s), READERS))
  const burst = await takeTurns(shared.all, scale.rounds, cpu(burstWork(scale.round_s), READERS))

  await using single = await startPeers(ROOM_NAMES, installed)
  for (const peer of single.all) await peer.open(READERS, { shared: false, each: 1 })
  const rooms = await takeTurns(single.all, scale.rounds, cpu(roomsWork(scale.round_s), 1))

  const finding: Finding = {
    title: 'Fan-out',
    how:
      `Microseconds of the server's processor time for one delivered event of 128 bytes of data, ${READERS} readers, ` +
      `and as a ratio to Socket.IO; median of ${scale.rounds} rounds. Paced: one event every ${PACE_MS} ms. Burst: ${BURST} at once. ` +
      `Rooms: ${READERS} rooms with one reader each, every one its own event. Ours keep history and positions. Floor: the least Node can do, a finished message written ` +
      'to a bare socket for each reader and event, with no protocol, order or history. A node of ours that is busy ' +
      'writing lets events gather for up to 16 ms (W130), so it can be below that; Latency shows what that costs.',
    columns: ['server', 'paced µs', 'ratio', 'burst µs', 'ratio', 'rooms µs', 'ratio'],
    rows: NAMES.map(name => [name, ...cells(paced, name), ...cells(burst, name), ...cells(rooms, name)]),
    goals: [
      { about: 'paced, to Socket.IO', value: ratio(paced, 'nabiz', 'socket.io'), at_most: 0.55 },
      { about: 'paced, to nchan', value: ratio(paced, 'nabiz', 'nchan'), at_most: 1 },
      { about: 'paced, to Bun', value: ratio(paced, 'nabiz', 'bun'), at_most: 1.3 },
      { about: 'burst, plain, to Socket.IO', value: ratio(burst, 'nabiz', 'socket.io'), at_most: 0.18 },
      { about: 'burst, nabiz.v1, to Socket.IO', value: ratio(burst, 'nabiz v1', 'socket.io'), at_most: 0.13 },
      { about: 'burst, nabiz.v1, to nats-server', value: ratio(burst, 'nabiz v1', 'nats'), at_most: 1.3 },
      { about: 'rooms, to Socket.IO', value: ratio(rooms, 'nabiz', 'socket.io'), at_most: 0.7 },
    ],
  }
  return { finding, paced_us: { ours: value(paced, 'nabiz'), socketIo: value(paced, 'socket.io') } }
}
