/** What a session that does nothing costs: resident memory for each, after the garbage was collected. */
import type { Rooms } from '../load/readers.ts'
import type { Peer } from '../peers/peer.ts'
import type { ServerMemory } from '../peers/server-process.ts'
import { type Installed, type PeerName, startPeers } from '../peers/start-peers.ts'
import { type Finding, figure } from '../report.ts'
import type { Scale } from './scale.ts'

/** The first ones also pay for code that is compiled, and pools that are filled. */
const FIRST = 3_000
const NAMES: readonly PeerName[] = ['nabiz', 'socket.io', 'ws']
const KB = 1_024
/**
 * A young generation of one size from the start: how far V8 lets it grow follows from the garbage of connecting, and a
 * few dozen megabytes of it, once for the process, would be charged to the sessions. MiB.
 */
const FLAGS = ['--min-semi-space-size=16', '--max-semi-space-size=16']

/** KB for one session. */
const costOf = async ({ backend, open }: Peer, sessions: number, rooms: Rooms): Promise<ServerMemory> => {
  await open(FIRST, rooms)
  const before = await backend.memory!()
  await open(sessions, rooms)
  const after = await backend.memory!()
  return { rss: (after.rss - before.rss) / sessions / KB, heap: (after.heap - before.heap) / sessions / KB }
}

export const measureMemory = async (scale: Scale, installed: Installed): Promise<Finding> => {
  const rows: string[][] = []
  const rss = new Map<PeerName, number>()
  for (const name of NAMES) {
    const costs: ServerMemory[] = []
    for (const rooms of [{ shared: true }, { shared: false, each: 1 }] as const) {
      await using peers = await startPeers([name], { ...installed, flags: FLAGS })
      costs.push(await costOf(peers.all[0]!, scale.idle_sessions, rooms))
    }
    rss.set(name, costs[0]!.rss)
    rows.push([name, ...costs.flatMap(cost => [figure(cost.rss, 1), figure(cost.heap, 1)])])
  }
  return {
    title: 'Memory',
    how:
      `KB of the server's process for one idle session in a room (resident, and of it the JavaScript heap), over ` +
      `${scale.idle_sessions} sessions after the first ${FIRST}: all in one room, and each in a room of its own. The young ` +
      'generation has one size for all.',
    columns: ['server', 'one room', 'heap', 'own rooms', 'heap'],
    rows,
    goals: [
      { about: 'KB for a session', value: rss.get('nabiz')!, at_most: 10 },
      { about: 'to Socket.IO', value: rss.get('nabiz')! / rss.get('socket.io')!, at_most: 0.5 },
    ],
  }
}
