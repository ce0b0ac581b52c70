/** How late events are at a load that leaves half of the processor free; late means since they were due, not since they were sent. */
import { type Spread, spreadOf } from '../../report/percentiles.ts'
import { deliver, type Peer } from '../peers/peer.ts'
import { type Installed, startPeers } from '../peers/start-peers.ts'
import { pin } from '../pin.ts'
import { type Finding, figure } from '../report.ts'
import type { Scale } from './scale.ts'

const READERS = 1_000
const SAMPLED = 10
/** Long rounds, and so fewer: in a short one the first event, which finds everything cold, would be the p99. */
const LONGER = 4

/** ms between events so that a server that spends `cpu_us` a delivery is half busy. */
const halfBusy = (cpu_us: number): number => (2 * cpu_us * READERS) / 1_000

export const lateness = async (peer: Peer, every_ms: number, seconds: number): Promise<Spread> => {
  const ticks = Math.ceil((seconds * 1_000) / every_ms)
  await peer.readers.ask({ do: 'sample', every: SAMPLED })
  await deliver(peer, { ticks, every_ms, burst: 1, rooms: 1, width: 1 }, READERS)
  return peer.readers.ask({ do: 'lateness' })
}

export const measureLatency = async (
  scale: Scale,
  installed: Installed,
  paced_us: { ours: number; socketIo: number },
): Promise<Finding> => {
  await using peers = await startPeers(['nabiz', 'socket.io'], installed)
  let apart = true
  for (const peer of peers.all) {
    await peer.open(READERS, { shared: true })
    // Else the system wakes readers on the server's processor as often as not, and half of what is measured is that.
    const pinned = pin(peer.backend.pid, 0) && pin(peer.readers.pid, 1)
    apart &&= pinned
  }
  const [ours, socketIo] = peers.all as [Peer, Peer]
  const runs = [
    { peer: ours, title: 'nabiz, at half of what Socket.IO can', every_ms: halfBusy(paced_us.socketIo) },
    { peer: socketIo, title: 'socket.io, at half of what it can', every_ms: halfBusy(paced_us.socketIo) },
    { peer: ours, title: 'nabiz, at half of what it can', every_ms: halfBusy(paced_us.ours) },
  ].map(run => ({ ...run, spreads: [] as Spread[] }))
  const rounds = Math.ceil(scale.rounds / LONGER)
  for (let round = 0; round <= rounds; round++) {
    for (const { peer, every_ms, spreads } of runs) {
      const spread = await lateness(peer, every_ms, round === 0 ? 1 : LONGER * scale.round_s)
      if (round > 0) spreads.push(spread)
    }
  }
  const found = runs.map(({ title, every_ms, spreads }) => ({
    title,
    rate: 1_000 / every_ms,
    p50: spreadOf(spreads.map(({ p50 }) => p50)).p50,
    p99: spreadOf(spreads.map(({ p99 }) => p99)).p50,
  }))
  return {
    title: 'Latency',
    how:
      `From the moment an event was due to its arrival, in ms: ${READERS} readers of one room, one event a tick, every ` +
      `${SAMPLED}th reader noted, median of ${rounds} rounds. ` +
      `${apart ? 'Servers have one processor to themselves and readers another' : 'Servers and readers share the processors'}. ` +
      'The load follows from the processor time measured above.',
    columns: ['server and load', 'events/s', 'p50', 'p99'],
    rows: found.map(({ title, rate, p50, p99 }) => [title, figure(rate, 0), figure(p50), figure(p99)]),
    goals: [
      { about: 'p50, to Socket.IO at the same load', value: found[0]!.p50 / found[1]!.p50, at_most: 1 },
      { about: 'p99, to Socket.IO at the same load', value: found[0]!.p99 / found[1]!.p99, at_most: 1 },
    ],
  }
}
