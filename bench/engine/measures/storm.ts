/** Everybody is cut at once, misses a hundred events and comes back: how long until each has all of them. */
import { setTimeout as after } from 'node:timers/promises'
import type { Return } from '../load/readers.ts'
import { deliver } from '../peers/peer.ts'
import { type Installed, type PeerName, startPeers } from '../peers/start-peers.ts'
import { type Finding, figure } from '../report.ts'
import type { Scale } from './scale.ts'

const MISSED = 100
const NAMES: readonly PeerName[] = ['nabiz', 'nabiz v1', 'socket.io recovery']
/** Until a server has seen that its connections are gone. */
const SEEN_MS = 2_000

const events = (ticks: number) => ({ ticks, every_ms: 1, burst: 1, rooms: 1, width: 1 })

const storm = async (name: PeerName, readers: number, installed: Installed): Promise<Return> => {
  await using peers = await startPeers([name], installed)
  const peer = peers.all[0]!
  await peer.open(readers, { shared: true })
  // Socket.IO knows a reader's place by the last event it had, so everybody has one.
  await deliver(peer, events(1), readers)
  await peer.readers.ask({ do: 'cut' })
  await after(SEEN_MS)
  await peer.backend.publish(events(MISSED))
  // Awaited here: the servers end when this block does.
  return await peer.readers.ask<Return>({ do: 'come back', missed: MISSED })
}

export const measureStorm = async (scale: Scale, installed: Installed): Promise<Finding> => {
  const returns = new Map<PeerName, Return>()
  for (const name of NAMES) returns.set(name, await storm(name, scale.storm_readers, installed))
  const lost = (name: PeerName): number => scale.storm_readers - returns.get(name)!.whole
  return {
    title: 'A storm of reconnects',
    how:
      `${scale.storm_readers} readers of one room are cut at once, ${MISSED} events are published, everybody comes back ` +
      `(200 handshakes at a time). Replay: from the open connection to the last missed event, in ms. Back: from the first packet.`,
    columns: ['server', 'whole', 'replay p50', 'p99', 'max', 'back p50', 'p99', 'all after s'],
    rows: [...returns].map(([name, { whole, replay, back, all_ms }]) => [
      name,
      String(whole),
      ...[replay.p50, replay.p99, replay.max, back.p50, back.p99].map(ms => figure(ms, 1)),
      figure(all_ms / 1_000),
    ]),
    goals: [
      { about: 'readers that did not get everything', value: lost('nabiz') + lost('nabiz v1'), at_most: 0 },
      { about: 'replay p99, s', value: returns.get('nabiz v1')!.replay.p99 / 1_000, at_most: 1 },
    ],
  }
}
