/** Counts how well the cache works, for each group of keys. */

/** `stale` were given from their grace and are hits as well. Times in ms. */
export type GroupStats = {
  hits: number
  misses: number
  stale: number
  fills: number
  failures: number
  fill_ms: number
}
/** What operators see: `hit_rate` from 0 to 1, null before the first question. */
export type CacheStats = {
  kind: 'memory' | 'redis'
  available: boolean
  keyspace_hits: number
  keyspace_misses: number
  hit_rate: number | null
  entries: number
  bytes: number
  evictions: number
  garbage: number
  groups: Record<string, GroupStats & { hit_rate: number | null }>
}

const rate = (hits: number, misses: number): number | null => (hits + misses === 0 ? null : hits / (hits + misses))

export class GroupCounters {
  readonly #groups = new Map<string, GroupStats>()

  of(group: string): GroupStats {
    let counters = this.#groups.get(group)
    if (!counters) {
      counters = { hits: 0, misses: 0, stale: 0, fills: 0, failures: 0, fill_ms: 0 }
      this.#groups.set(group, counters)
    }
    return counters
  }

  read(): Pick<CacheStats, 'keyspace_hits' | 'keyspace_misses' | 'hit_rate' | 'groups'> {
    let hits = 0
    let misses = 0
    const groups: CacheStats['groups'] = {}
    for (const [name, counters] of this.#groups) {
      hits += counters.hits
      misses += counters.misses
      groups[name] = { ...counters, hit_rate: rate(counters.hits, counters.misses) }
    }
    return { keyspace_hits: hits, keyspace_misses: misses, hit_rate: rate(hits, misses), groups }
  }
}
