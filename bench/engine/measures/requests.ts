/** Processor time of the server for one question with its answer. */
import { readCpuMicros } from '../cpu-time.ts'
import type { Peer } from '../peers/peer.ts'
import { type Installed, startPeers } from '../peers/start-peers.ts'
import { type Finding, figure } from '../report.ts'
import { takeTurns } from '../rounds.ts'
import type { Scale } from './scale.ts'

const ASKERS = 100

export const measureRequests = async (scale: Scale, installed: Installed): Promise<Finding> => {
  await using peers = await startPeers(['nabiz', 'nabiz v1', 'socket.io', 'floor'], installed)
  for (const peer of peers.all) await peer.open(ASKERS, { shared: false, each: 1 })
  const ask = async ({ backend, readers }: Peer): Promise<number> => {
    const cpu = readCpuMicros([backend.pid])
    await readers.ask({ do: 'ask', total: scale.requests })
    return (readCpuMicros([backend.pid]) - cpu) / scale.requests
  }
  const figures = [...(await takeTurns(peers.all, scale.rounds, ask))]
  const of = (name: string): number => figures.find(([peer]) => peer.name === name)![1]
  const ratio = (name: string): number => of(name) / of('socket.io')
  return {
    title: 'Requests',
    how:
      `Microseconds of the server's processor time for one request with its answer (Socket.IO: emit with acknowledgement), ` +
      `128 bytes of data each way, ${ASKERS} connections with one request in flight each. ` +
      'Floor: a bare socket answers whatever comes with a finished message, unread.',
    columns: ['server', 'µs', 'ratio'],
    rows: figures.map(([{ name }, value]) => [name, figure(value), figure(ratio(name))]),
    goals: [{ about: 'request, to Socket.IO', value: ratio('nabiz'), at_most: 0.7 }],
  }
}
