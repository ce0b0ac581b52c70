/** Keeps one cached query true to its room: events are patched in or lead to a refetch, and no race loses one. */
import type { Client, Clock, JoinedRoom } from '@nabiz/client'
import type { RoomEvent } from '@nabiz/protocol'
import { hashKey, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query'

/**
 * What an event does to the data: new data, `'refetch'`, or undefined (and the same data) for nothing.
 * It must bear repetition, because the snapshot may already hold what the event says: set the row by its id, compare
 * its `rev`, never add blindly.
 */
export type Apply<Data> = (current: Data, event: RoomEvent) => Data | 'refetch' | undefined

export type LiveQueryOptions = {
  client: Pick<Client, 'status' | 'onStatus'>
  /** Held for the life of this object, and left at its end. */
  room: JoinedRoom
  queryClient: QueryClient
  queryKey: QueryKey
  queryHash?: string
  /** Read at every event; without one every event leads to a refetch. */
  apply: () => Apply<unknown> | undefined
  clock: Clock
}

/** Refetches that events ask for start at least this far apart, however many events come. */
export const REFETCH_GAP_MS = 250
/** How long a fetch waits for a join under way, so that its snapshot need not be fetched again after it. */
export const JOIN_WAIT_MS = 500

/** One run of the query function. `failed` waits for React Query's next try, `settling` for its result to be stored. */
type Flight = {
  state: 'waiting' | 'running' | 'settling' | 'failed'
  /** Begun while the room was live: what its snapshot lacks comes as events. */
  live: boolean
  /** Came while it ran, so the snapshot may or may not hold them. */
  events: RoomEvent[]
}

export class LiveQuery {
  readonly #options: LiveQueryOptions
  readonly #hash: string
  readonly #ends: (() => void)[]
  #flight: Flight | null = null
  /** Something happened that the fetch under way may have missed: another one follows it. */
  #dirty = false
  /** The data in the cache and the events since make one line. */
  #continuous = false
  #begun = false
  #fetchedAt = Number.NEGATIVE_INFINITY
  #timer: unknown = null

  constructor(options: LiveQueryOptions) {
    this.#options = options
    this.#hash = options.queryHash ?? hashKey(options.queryKey)
    this.#ends = [
      options.room.on('*', event => this.#event(event)),
      options.room.onReset(reason => this.#reset(reason)),
      // A lossy room: what was left out cannot be patched in.
      options.room.onSkipped(() => this.#stale()),
      options.queryClient.getQueryCache().subscribe(({ query }) => {
        if (query.queryHash === this.#hash) this.#settle()
      }),
      () => options.room.leave(),
    ]
  }

  /** Runs the query function; its result already holds the events that came meanwhile. */
  async fetch<Data>(load: () => Data | Promise<Data>): Promise<Data> {
    const flight: Flight = { state: 'waiting', live: false, events: [] }
    this.#flight = flight
    await this.#joined()
    flight.state = 'running'
    flight.live = this.#options.room.state.status === 'joined'
    if (this.#flight === flight) {
      // Whatever asked for a fetch before now is answered by this one.
      this.#dirty = false
      this.#calm()
      this.#fetchedAt = this.#options.clock.now()
    }
    try {
      const snapshot = await load()
      return this.#flight === flight ? this.#replay(snapshot, flight.events) : snapshot
    } catch (error) {
      flight.state = 'failed'
      throw error
    } finally {
      if (flight.state === 'running') flight.state = 'settling'
    }
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end()
    this.#calm()
    this.#flight = null
  }

  get #query(): Query | undefined {
    return this.#options.queryClient.getQueryCache().get(this.#hash)
  }

  #event(event: RoomEvent): void {
    this.#settle()
    const query = this.#query
    if (!query) return
    const flight = this.#flight
    // Data beside an error is older than anybody knows, and a patch would hide the error.
    const failed = query.state.status === 'error'
    // The screen need not wait for the fetch; what is patched now is patched into its snapshot again.
    const asked = failed || query.state.data === undefined ? 'nothing' : this.#patch(query, event)
    if (flight?.state === 'running') flight.events.push(event)
    // Too late for the answer, or a fetch that somebody else began: it is not ours to patch, so another follows.
    else if (flight?.state === 'settling' || (!flight && query.state.fetchStatus === 'fetching')) this.#dirty = true
    else if (!flight && (asked === 'refetch' || failed)) this.#refetch()
  }

  #reset(reason: string): void {
    this.#settle()
    const first = !this.#begun
    this.#begun = true
    // The join that this snapshot was fetched after.
    if (first && reason === 'fresh' && (this.#continuous || this.#flight?.live)) return
    this.#stale()
  }

  /** Events were missed: only a snapshot begun after now is good. */
  #stale(): void {
    this.#continuous = false
    const flight = this.#flight
    if (flight?.state === 'waiting' || flight?.state === 'failed') return
    if (flight) flight.live = false
    this.#refetch()
  }

  #patch(query: Query, event: RoomEvent): 'refetch' | 'nothing' {
    const next = this.#applied(query.state.data, event)
    if (next === 'refetch' || next === undefined || next === query.state.data) {
      return next === 'refetch' ? 'refetch' : 'nothing'
    }
    const { isInvalidated, dataUpdatedAt } = query.state
    // A patch is no snapshot: when the data was fetched, and that somebody wants it fetched again, stays known.
    this.#options.queryClient.setQueryData(query.queryKey, next, { updatedAt: dataUpdatedAt })
    if (isInvalidated) query.invalidate()
    return 'nothing'
  }

  #replay<Data>(snapshot: Data, events: RoomEvent[]): Data {
    let data = snapshot
    for (const event of events) {
      const next = this.#applied(data, event)
      if (next === 'refetch') this.#dirty = true
      else if (next !== undefined) data = next as Data
    }
    return data
  }

  #applied(data: unknown, event: RoomEvent): unknown {
    const apply = this.#options.apply()
    if (!apply) return 'refetch'
    try {
      return apply(data, event)
    } catch {
      // The event is real although it could not be applied; a snapshot has it.
      return 'refetch'
    }
  }

  /** Ends a flight whose result React Query has stored or given up, and starts the fetch that has to follow it. */
  #settle(): void {
    if (this.#query?.state.fetchStatus === 'fetching') return
    if (this.#flight) {
      this.#continuous = this.#flight.state === 'settling' && this.#flight.live && !this.#dirty
      this.#flight = null
    }
    if (this.#dirty) this.#refetch()
  }

  #refetch(): void {
    if (this.#query?.state.fetchStatus === 'fetching') {
      this.#dirty = true
      return
    }
    this.#dirty = false
    if (this.#timer !== null) return
    const { clock, queryClient, queryKey } = this.#options
    const wait = this.#fetchedAt + REFETCH_GAP_MS - clock.now()
    const start = () => {
      this.#timer = null
      void queryClient.invalidateQueries(
        { queryKey, exact: true, predicate: query => query.queryHash === this.#hash },
        { cancelRefetch: false },
      )
    }
    if (wait > 0) this.#timer = clock.setTimeout(start, wait)
    else start()
  }

  #calm(): void {
    this.#options.clock.clearTimeout(this.#timer)
    this.#timer = null
  }

  /** Resolves when the join under way is decided, or not to be expected soon. */
  #joined(): Promise<void> {
    const { client, room, clock } = this.#options
    const pending = () => room.state.status === 'joining' && client.status.state === 'connected'
    if (!pending()) return Promise.resolve()
    return new Promise(resolve => {
      const done = () => {
        clock.clearTimeout(timer)
        for (const end of ends) end()
        resolve()
      }
      const look = () => {
        if (!pending()) done()
      }
      const timer = clock.setTimeout(done, JOIN_WAIT_MS)
      const ends = [room.onState(look), client.onStatus(look)]
    })
  }
}
