/** The numbers of a dashboard: pushed while its room is live, fetched while it is not. */
import type { Client, Clock } from '@nabiz/client'
import type { RoomEvent } from '@nabiz/protocol'
import { fieldsOf, numberOf, numbersOf } from './event-data.ts'

export type Trend = 'up' | 'down' | 'flat'

export type RealtimeStats = {
  /** Null before the first. */
  readonly values: Readonly<Record<string, number>> | null
  /** As the event says, else against the value before. */
  readonly trends: Readonly<Record<string, Trend>>
  /** The last 60 values of each, oldest first. */
  readonly history: Readonly<Record<string, readonly number[]>>
  /** ms, when they were true; null before the first. */
  readonly at: number | null
  /** What changes comes by itself. Else the numbers may be stale. */
  readonly isLive: boolean
  /** Of the last `load`, null when it went well. */
  readonly error: unknown
}

export type StatsFeedOptions = {
  client: Pick<Client, 'join'>
  clock: Clock
  room: string | null
  load: (() => Promise<Readonly<Record<string, number>>>) | null
  /** How often `load` is called while the room is not live. */
  refresh_ms: number
}

export type StatsFeed = { read(): RealtimeStats; refresh(): Promise<void>; subscribe(changed: () => void): () => void }

const KEPT = 60
const NONE: RealtimeStats = Object.freeze({
  values: null,
  trends: {},
  history: {},
  at: null,
  isLive: false,
  error: null,
})

const TRENDS: readonly unknown[] = ['up', 'down', 'flat'] satisfies Trend[]
const isTrend = (value: unknown): value is Trend => TRENDS.includes(value)

/** The numbers of `stats_updated`: in `values`, or the numbers beside each other as a plain backend sends them. */
const valuesOf = ({ data }: RoomEvent): Record<string, number> => {
  const { values, at, ...rest } = fieldsOf(data)
  return numbersOf(values ?? rest)
}

const compare = (next: number, before: number | undefined): Trend =>
  before === undefined || next === before ? 'flat' : next > before ? 'up' : 'down'

/** Takes values in; those that are not named stay as they were. `said` is what the sender calls their trend. */
const take = (
  state: RealtimeStats,
  values: Record<string, number>,
  at: number,
  said: unknown = null,
): RealtimeStats => {
  const trends = { ...state.trends }
  const history = { ...state.history }
  for (const [name, value] of Object.entries(values)) {
    const named = isTrend(said) ? said : fieldsOf(said)[name]
    trends[name] = isTrend(named) ? named : compare(value, state.values?.[name])
    history[name] = [...(history[name] ?? []), value].slice(-KEPT)
  }
  return { ...state, values: { ...state.values, ...values }, trends, history, at }
}

export const createStatsFeed = ({ client, clock, room: name, load, refresh_ms }: StatsFeedOptions): StatsFeed => {
  const listeners = new Set<() => void>()
  let state = NONE
  /** Came while a fetch ran, whose answer may be older: they are taken in again after it. */
  let meanwhile: RoomEvent[] | null = null
  let again = false
  let timer: unknown = null

  const set = (next: RealtimeStats) => {
    state = next
    for (const changed of [...listeners]) changed()
  }
  const hear = (event: RoomEvent) => {
    meanwhile?.push(event)
    const data = fieldsOf(event.data)
    set(take(state, valuesOf(event), numberOf(data.at) ?? event.timestamp, data.trend))
  }
  /** One fetch at a time; one asked for meanwhile follows it. */
  const refresh = async (): Promise<void> => {
    if (load === null) return
    if (meanwhile !== null) {
      again = true
      return
    }
    do {
      again = false
      meanwhile = []
      try {
        const loaded = numbersOf(await load())
        for (const event of meanwhile) Object.assign(loaded, valuesOf(event))
        set({ ...take(state, loaded, clock.now()), error: null })
      } catch (error) {
        set({ ...state, error })
      }
      meanwhile = null
    } while (again && listeners.size > 0)
  }
  const follow = (isLive: boolean) => {
    if (isLive !== state.isLive) set({ ...state, isLive })
    if (isLive) {
      clock.clearTimeout(timer)
      timer = null
    } else timer ??= wait()
  }
  const wait = () =>
    clock.setTimeout(() => {
      timer = wait()
      void refresh()
    }, refresh_ms)

  const begin = (): (() => void) => {
    const room = name === null ? null : client.join(name)
    room?.on('stats_updated', hear)
    room?.onReset(() => void refresh())
    room?.onState(({ status }) => follow(status === 'joined'))
    const isLive = room?.state.status === 'joined'
    follow(isLive)
    // A live room says `reset` to a holder that comes to it, which asks for the numbers.
    if (!isLive) void refresh()
    return () => {
      room?.leave()
      clock.clearTimeout(timer)
      timer = null
    }
  }

  return {
    read: () => state,
    refresh,
    subscribe: changed => {
      listeners.add(changed)
      const end = begin()
      return () => {
        listeners.delete(changed)
        end()
      }
    },
  }
}
