/** Metrics in the text format of Prometheus, made from plain counters when somebody asks: no message costs more for it. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Counters } from '../room/counters.ts'
import type { SessionRegistry } from '../session/session-registry.ts'
import type { TransportName } from '../session/wire.ts'
import { durationMetric } from './duration-metric.ts'

export type MetricsParts = {
  readonly counters: Counters
  readonly sessions: SessionRegistry
  /** Members by room. */
  readonly rooms: () => Record<string, number>
  /** What came from the other nodes' way and was none of theirs, by reason. Absent: there are none. */
  readonly dropped: (() => Readonly<Record<string, number>>) | undefined
}

const TRANSPORTS: readonly TransportName[] = ['websocket', 'sse', 'poll']

export type Metrics = () => Promise<{ text: string; type: string }>

export const createMetrics = ({ counters, sessions, rooms, dropped }: MetricsParts): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  // Process and runtime: CPU, memory, the lag of the event loop.
  collectDefaultMetrics({ register: registry })

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })

  /** `read` gives totals by label; a counter of the library only goes up, so it begins anew for each reading. */
  const counter = (name: string, help: string, label: string, read: () => Iterable<readonly [string, number]>) =>
    new Counter({
      name,
      help,
      registers,
      labelNames: [label],
      collect() {
        this.reset()
        for (const [value, total] of read()) this.inc({ [label]: value }, total)
      },
    })

  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(read())
      },
    })

  new Gauge({
    name: 'nabiz_connections',
    help: 'Connections with a session',
    registers,
    labelNames: ['transport'],
    collect() {
      const open = new Map(TRANSPORTS.map(name => [name, 0]))
      for (const { attachment } of sessions.all()) {
        if (attachment) open.set(attachment.wire.transport, open.get(attachment.wire.transport)! + 1)
      }
      for (const [transport, count] of open) this.set({ transport }, count)
    },
  })
  gauge('nabiz_sessions', 'Sessions, those away for a while included', () => sessions.size)
  gauge('nabiz_users', 'Users with a connection', () => sessions.users())
  gauge('nabiz_rooms', 'Rooms with members', () => Object.keys(rooms()).length)
  gauge('nabiz_queue_bytes', 'Bytes waiting for readers', () => {
    let bytes = 0
    for (const { attachment } of sessions.all()) bytes += attachment?.queue.bytes ?? 0
    return bytes
  })
  counter('nabiz_published_total', 'Publications taken in', 'kind', () => [
    ['recorded', counters.recorded],
    ['passing', counters.passing],
  ])
  total('nabiz_frames_sent_total', 'Frames handed to connections, events and answers', () => counters.framesOut)
  total('nabiz_bytes_sent_total', 'Bytes handed to connections', () => counters.bytesOut)
  counter('nabiz_dropped_total', 'Events taken from stalled readers; those of resync come again', 'reason', () =>
    Object.entries(counters.dropped),
  )
  counter('nabiz_joins_total', 'Joins by what was recovered', 'recovered', () => Object.entries(counters.joined))
  counter('nabiz_refusals_total', 'Errors told to clients', 'code', () => counters.refused)
  counter(
    'nabiz_ended_total',
    'Connections with a session that ended, by their code; client: by the other end',
    'code',
    () => counters.ended,
  )
  counter('nabiz_turned_away_total', 'Handshakes and calls refused before anything was read', 'reason', () =>
    Object.entries(counters.turnedAway),
  )
  if (dropped) {
    counter('nabiz_cluster_dropped_total', 'Messages in Redis that were none of this cluster', 'reason', () =>
      Object.entries(dropped()),
    )
  }
  registry.registerMetric(
    durationMetric('nabiz_fan_out_seconds', 'One pass over rooms and connections, sampled', counters.fanOutMs),
  )
  registry.registerMetric(
    durationMetric('nabiz_delivery_seconds', 'From publishing until it was written, sampled', counters.deliveryMs),
  )

  return async () => ({ text: await registry.metrics(), type: registry.contentType })
}
