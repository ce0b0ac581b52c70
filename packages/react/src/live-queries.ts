/** The live queries of one client: components with the same query and room share one, so no event is applied twice. */
import { type Client, type Clock, systemClock } from '@nabiz/client'
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { type Apply, LiveQuery } from './live-query.ts'

/** What one component brings; its `apply` may change with every render. */
export type LiveQueryHolder = { apply: Apply<unknown> | undefined }

export type LiveQueryAddress = { queryClient: QueryClient; room: string; queryHash: string }

type Entry = { live: LiveQuery; holders: Set<LiveQueryHolder> }

export class LiveQueries {
  readonly #client: Client
  readonly #clock: Clock
  readonly #entries = new WeakMap<QueryClient, Map<string, Entry>>()

  constructor(client: Client, clock: Clock = systemClock) {
    this.#client = client
    this.#clock = clock
  }

  find({ queryClient, room, queryHash }: LiveQueryAddress): LiveQuery | undefined {
    return this.#entries.get(queryClient)?.get(`${room} ${queryHash}`)?.live
  }

  /** Holds the live query of this address, joining the room for the first holder. Returns the release. */
  hold(address: LiveQueryAddress, queryKey: QueryKey, holder: LiveQueryHolder): () => void {
    const { queryClient, room, queryHash } = address
    const entries = this.#entries.get(queryClient) ?? new Map<string, Entry>()
    this.#entries.set(queryClient, entries)
    const key = `${room} ${queryHash}`
    const entry = entries.get(key) ?? this.#begin(address, queryKey)
    entries.set(key, entry)
    entry.holders.add(holder)
    return () => {
      entry.holders.delete(holder)
      // After the present step: a component that is mounted again at once finds its events unbroken.
      queueMicrotask(() => {
        if (entry.holders.size > 0 || entries.get(key) !== entry) return
        entries.delete(key)
        entry.live.end()
      })
    }
  }

  #begin({ queryClient, room, queryHash }: LiveQueryAddress, queryKey: QueryKey): Entry {
    const holders = new Set<LiveQueryHolder>()
    const live = new LiveQuery({
      client: this.#client,
      room: this.#client.join(room),
      queryClient,
      queryKey,
      queryHash,
      apply: () => holders.values().next().value?.apply,
      clock: this.#clock,
    })
    return { live, holders }
  }
}
