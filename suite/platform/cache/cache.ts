/** The rules of the cache: one fill for many readers, tags that end a value at once, and a grace in which it may be old. */
import type { Logger } from 'pino'
import { type CacheStats, GroupCounters, type GroupStats } from './cache-stats.ts'
import { readEntry, writeEntry } from './entry.ts'
import { LONGEST_MS, type Shelf, ShelfAway } from './shelf.ts'

/** `group` is what statistics count by (`mutabakat.dashboard`); null company = the installation. */
export type CacheKey = { company_id: string | null; group: string; id: string }

/**
 * - `ttl_ms`: how long the value counts as fresh, at most an hour together with the grace.
 * - `grace_ms`: for so long after that it is still given while it is filled anew. Default 0.
 * - `tags`: of the same company; {@link Cache.invalidate} ends what carries one of them.
 */
export type CacheUse = { ttl_ms: number; tags?: readonly string[]; grace_ms?: number }

export type Cache = {
  /** The value, kept or filled now. It must be JSON; what comes back is a copy. Throws what `fill` throws. */
  getOrSet<T>(key: CacheKey, use: CacheUse, fill: () => Promise<T>): Promise<T>
  /**
   * Resolves when no node gives a value any more that carries one of the tags and was begun before. While the shelf is
   * away this node remembers it, and tells it before it reads again; other nodes that still reach it may be `ttl_ms` late.
   */
  invalidate(company_id: string | null, tags: readonly string[]): Promise<void>
  stats(): CacheStats
  close(): Promise<void>
}

/** `now`: ms of a clock that is the same for every node, give or take. */
export type CacheOptions = { shelf: Shelf; now: () => number; log: Logger }

/** What lies there: `json` null when there is nothing that may be given. */
type Looked = { versions: readonly string[]; json: string | null; fresh: boolean }

/** So long a node may take to fill before another no longer waits for it. */
const FILL_MS = 10_000

// Neither part can hold a NUL once it is encoded, and a glob character or colon of a company stays its own.
const scoped = (kind: 'v' | 't', company_id: string | null, rest: readonly string[]): string =>
  [kind, company_id === null ? '-' : `c${company_id}`, ...rest].map(encodeURIComponent).join('/')

export const createCache = ({ shelf, now, log }: CacheOptions): Cache => {
  const groups = new GroupCounters()
  /** By key and versions: a reader who comes after an invalidation does not share the fill begun before it. */
  const running = new Map<string, Promise<string>>()
  /** Invalidated while the shelf was away: nothing is read before it was told. */
  const owed = new Set<string>()
  let invalidations = 0
  let away = false

  const tellOwed = async (): Promise<void> => {
    if (owed.size === 0) return
    const tags = [...owed]
    await shelf.invalidate(tags)
    for (const tag of tags) owed.delete(tag)
  }

  const seen = (available: boolean, error?: unknown) => {
    if (away === !available) return
    away = !available
    if (away) log.warn({ err: error }, 'the cache is out of reach: everything is worked out anew')
    else log.info('the cache is back')
  }

  /** One piece of work for everybody of this process who wants the same. */
  const shared = (name: string, work: () => Promise<string>): Promise<string> => {
    const known = running.get(name)
    if (known) return known
    const begun = work().finally(() => running.delete(name))
    running.set(name, begun)
    return begun
  }

  const measured = async (group: GroupStats, fill: () => Promise<unknown>): Promise<string> => {
    const began = performance.now()
    group.fills++
    try {
      return JSON.stringify(await fill()) ?? 'null'
    } catch (error) {
      group.failures++
      throw error
    } finally {
      group.fill_ms += performance.now() - began
    }
  }

  const look = async (name: string, tags: readonly string[], { ttl_ms, grace_ms = 0 }: CacheUse): Promise<Looked> => {
    const judge = (text: string | null, versions: readonly string[]): Looked => {
      const entry = text === null ? null : readEntry(text)
      if (entry === null || entry.versions.join() !== versions.join()) return { versions, json: null, fresh: false }
      const age_ms = now() - entry.at
      return { versions, json: age_ms < ttl_ms + grace_ms ? entry.json : null, fresh: age_ms < ttl_ms }
    }
    await tellOwed()
    const { text, versions } = await shelf.read(name, tags, (copy, known) => judge(copy, known).fresh)
    return judge(text, versions)
  }

  return {
    async getOrSet<T>(key: CacheKey, use: CacheUse, fill: () => Promise<T>): Promise<T> {
      const { ttl_ms, grace_ms = 0 } = use
      if (!(ttl_ms > 0) || ttl_ms + grace_ms > LONGEST_MS)
        throw new RangeError('ttl_ms and grace_ms: above 0, at most an hour')
      const group = groups.of(key.group)
      const name = scoped('v', key.company_id, [key.group, key.id])
      const tags = (use.tags ?? []).map(tag => scoped('t', key.company_id, [tag]))
      let found: Looked
      try {
        found = await look(name, tags, use)
        seen(true)
      } catch (error) {
        if (!(error instanceof ShelfAway)) throw error
        seen(false, error)
        group.misses++
        return JSON.parse(await shared(`${name} away ${invalidations}`, () => measured(group, fill))) as T
      }
      const share = `${name} ${found.versions.join()}`
      const fillAndKeep = async (): Promise<string> => {
        const at = now()
        const json = await measured(group, fill)
        const text = writeEntry({ at, versions: found.versions, json })
        // A shelf that went away in between loses a value, not an answer.
        await shelf.write(name, text, ttl_ms + grace_ms).catch(error => seen(false, error))
        return json
      }
      const refill = async (): Promise<string> => {
        const release = await shelf.lock(name, FILL_MS).catch(() => async () => {})
        if (release) return fillAndKeep().finally(() => release().catch(() => {}))
        const patience = new AbortController()
        const timer = setTimeout(() => patience.abort(), FILL_MS)
        const over = shelf.filled(name, patience.signal)
        try {
          // It may have been over before anybody listened.
          const soon = await look(name, tags, use)
          if (!soon.fresh) await over
          const again = soon.fresh ? soon : await look(name, tags, use)
          return again.fresh && again.json !== null ? again.json : await fillAndKeep()
        } catch (error) {
          if (error instanceof ShelfAway) return fillAndKeep()
          throw error
        } finally {
          clearTimeout(timer)
          patience.abort()
        }
      }
      if (found.json === null) {
        group.misses++
        return JSON.parse(await shared(share, refill)) as T
      }
      group.hits++
      if (!found.fresh) {
        group.stale++
        shared(share, refill).catch(error => log.warn({ err: error, group: key.group }, 'a refresh failed'))
      }
      return JSON.parse(found.json) as T
    },
    async invalidate(company_id, tags) {
      invalidations++
      for (const tag of tags) owed.add(scoped('t', company_id, [tag]))
      await tellOwed().catch(error => seen(false, error))
    },
    stats: () => ({ kind: shelf.kind, ...groups.read(), ...shelf.stats() }),
    close: () => shelf.close(),
  }
}
