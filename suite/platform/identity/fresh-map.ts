/** Values read from the database and believed for a moment, or until somebody says they changed. */

export type FreshMap<Value> = {
  /** `loaded` says that the value was read just now. Calls for one key at once share one reading. */
  get(key: string): Promise<{ value: Value; loaded: boolean }>
  /** Forgets what `test` picks; without it, everything. */
  forget(test?: (value: Value, key: string) => boolean): void
}

/** `ttl_ms`: the backstop for a notification that was lost. `most`: entries kept, the oldest go first. */
export const createFreshMap = <Value>(options: {
  ttl_ms: number
  most: number
  now: () => Date
  load: (key: string) => Promise<Value>
}): FreshMap<Value> => {
  const kept = new Map<string, { value: Value; until: number }>()
  const loading = new Map<string, Promise<Value>>()
  let generation = 0

  const load = (key: string): Promise<Value> => {
    const started = generation
    const reading = options
      .load(key)
      .then(value => {
        // Told to forget while reading: the answer may be older than the change, so it serves only who already asked.
        if (started === generation) keep(key, value)
        return value
      })
      .finally(() => {
        if (loading.get(key) === reading) loading.delete(key)
      })
    loading.set(key, reading)
    return reading
  }

  const keep = (key: string, value: Value) => {
    kept.delete(key)
    kept.set(key, { value, until: options.now().getTime() + options.ttl_ms })
    if (kept.size > options.most) kept.delete(kept.keys().next().value!)
  }

  return {
    async get(key) {
      const entry = kept.get(key)
      if (entry && entry.until > options.now().getTime()) return { value: entry.value, loaded: false }
      return { value: await (loading.get(key) ?? load(key)), loaded: true }
    },
    forget(test) {
      generation += 1
      loading.clear()
      for (const [key, { value }] of kept) if (!test || test(value, key)) kept.delete(key)
    },
  }
}
