/** Every server that takes part in a measure, by name; those that are not installed are left out. */
import { onInterrupt } from '../../suite/suite-process.ts'
import type { DialectName } from '../load/dialects.ts'
import { type Backend, type Peer, type ScriptKind, startPeer, startScript } from './peer.ts'
import { startNats } from './start-nats.ts'
import { startNchan } from './start-nchan.ts'

export type PeerName =
  | 'nabiz'
  | 'nabiz v1'
  | 'socket.io'
  | 'socket.io recovery'
  | 'ws'
  | 'floor'
  | 'nchan'
  | 'nats'
  | 'bun'

/**
 * `bun`: where its program is, null when it is not installed. `profile`: a folder for processor profiles of ours.
 * `flags`: of every server that runs under Node.
 */
export type Installed = {
  readonly bun: string | null
  readonly profile?: string | undefined
  readonly flags?: readonly string[]
}

type Start = { readonly dialect: DialectName; readonly backend: (installed: Installed) => Promise<Backend | null> }

const script =
  (kind: ScriptKind): Start['backend'] =>
  ({ flags = [] }) =>
    startScript(kind, { flags })
const ours: Start['backend'] = ({ profile, flags = [] }) =>
  startScript('nabiz', { flags: profile === undefined ? flags : [...flags, '--cpu-prof', '--cpu-prof-dir', profile] })

const PEERS: Record<PeerName, Start> = {
  nabiz: { dialect: 'nabiz plain', backend: ours },
  'nabiz v1': { dialect: 'nabiz v1', backend: ours },
  'socket.io': { dialect: 'socket.io', backend: script('socket.io') },
  'socket.io recovery': { dialect: 'socket.io', backend: script('socket.io recovery') },
  ws: { dialect: 'room', backend: script('ws') },
  floor: { dialect: 'floor', backend: script('floor') },
  nchan: { dialect: 'nchan', backend: startNchan },
  nats: { dialect: 'nats', backend: startNats },
  bun: { dialect: 'room', backend: async ({ bun }) => (bun === null ? null : startScript('bun', { runtime: bun })) },
}

export type Peers = AsyncDisposable & { readonly all: readonly Peer[] }

/** Starts them and, whatever happens afterwards, ends them at disposal. */
export const startPeers = async (names: readonly PeerName[], installed: Installed): Promise<Peers> => {
  const all: Peer[] = []
  const dispose = async (): Promise<void> => {
    await Promise.all(all.map(peer => peer.close()))
    forget()
  }
  const forget = onInterrupt(dispose)
  try {
    for (const name of names) {
      const backend = await PEERS[name].backend(installed)
      if (backend) all.push(startPeer(name, backend, PEERS[name].dialect))
    }
  } catch (error) {
    await dispose()
    throw error
  }
  return { all, [Symbol.asyncDispose]: dispose }
}
