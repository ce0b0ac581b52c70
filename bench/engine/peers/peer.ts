/** A running server with its readers: what every measure works with, whatever is behind it. */
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { withChildren } from '../../suite/process-memory.ts'
import { readCpuMicros } from '../cpu-time.ts'
import type { DialectName } from '../load/dialects.ts'
import type { ReaderCommand } from '../load/reader-process.ts'
import type { Rooms } from '../load/readers.ts'
import { openProcess, type ProcessDoor } from '../process-door.ts'
import { eventsOf, type Work } from './publish-work.ts'
import type { ServerCommand, ServerMemory } from './server-process.ts'

/** A server of any kind: where it listens, which processes are its, and how something is published on it. */
export type Backend = {
  readonly port: number
  readonly pid: number
  readonly publish: (work: Work) => Promise<void>
  /** Only of servers that run JavaScript under Node. */
  readonly memory?: () => Promise<ServerMemory>
  readonly close: () => Promise<void>
}

export type Peer = {
  readonly name: string
  readonly backend: Backend
  readonly readers: ProcessDoor<ReaderCommand>
  readonly open: (count: number, rooms: Rooms) => Promise<void>
  readonly close: () => Promise<void>
}

const LOOK_EVERY_MS = 20
/** Nothing arrived for so long: it will not. */
const SILENT_MS = 20_000

export type ScriptKind = 'nabiz' | 'socket.io' | 'socket.io recovery' | 'ws' | 'floor' | 'bun'

/** `flags` are for Node; `runtime` is another program that takes none. */
export const startScript = async (
  kind: ScriptKind,
  options: { runtime?: string; flags?: readonly string[] } = {},
): Promise<Backend> => {
  const { runtime, flags = [] } = options
  const door = openProcess<ServerCommand>(join(import.meta.dirname, 'server-process.ts'), [kind], {
    execArgv: runtime ? [] : ['--expose-gc', ...flags],
    ...(runtime && { runtime }),
  })
  const port = await door.ask<number>({ do: 'port' })
  return {
    port,
    pid: door.pid,
    publish: work => door.ask({ do: 'publish', work }),
    memory: () => door.ask({ do: 'memory' }),
    close: door.close,
  }
}

export const startPeer = (name: string, backend: Backend, dialect: DialectName): Peer => {
  const readers = openProcess<ReaderCommand>(join(import.meta.dirname, '../load/reader-process.ts'), [
    String(backend.port),
    dialect,
  ])
  return {
    ...{ name, backend, readers },
    open: (count, rooms) => readers.ask({ do: 'open', count, rooms }),
    async close() {
      await readers.close()
      await backend.close()
    },
  }
}

/** Resolves when `count` more events arrived than `before`; throws when they stop coming. */
const untilReceived = async ({ name, readers }: Peer, wanted: number): Promise<void> => {
  let seen = -1
  let since = performance.now()
  for (;;) {
    const received = await readers.ask<number>({ do: 'received' })
    if (received >= wanted) return
    if (received > seen) [seen, since] = [received, performance.now()]
    else if (performance.now() - since > SILENT_MS) throw new Error(`${name} delivered ${received} of ${wanted}`)
    await after(LOOK_EVERY_MS)
  }
}

/** Publishes and waits until every reader has everything. `readersEach` = readers of one room. */
export const deliver = async (
  peer: Peer,
  work: Work,
  readersEach: number,
): Promise<{ cpu_us: number; seconds: number; delivered: number }> => {
  const before = await peer.readers.ask<number>({ do: 'received' })
  const delivered = eventsOf(work) * readersEach
  const pids = withChildren(peer.backend.pid)
  const cpu = readCpuMicros(pids)
  const began = performance.now()
  await peer.backend.publish(work)
  await untilReceived(peer, before + delivered)
  return {
    cpu_us: (readCpuMicros(pids) - cpu) / delivered,
    seconds: (performance.now() - began) / 1_000,
    delivered,
  }
}
