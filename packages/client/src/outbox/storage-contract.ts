/**
 * What every storage of an outbox must do, as cases that run wherever the storage does: in Node, and in a page. `reopen`
 * gives a storage over the same place as the next process has it; of what lives in memory that is the storage itself.
 */
import type { StoredEntry } from './entry.ts'
import type { OutboxStorage } from './storage.ts'

export type StorageUnderTest = { storage: OutboxStorage; reopen(): OutboxStorage }
export type StorageCase = { name: string; run(under: StorageUnderTest): Promise<void> }

const entry = (id: string, change: Partial<StoredEntry> = {}): Omit<StoredEntry, 'seq'> => ({
  id,
  key: id,
  message: { kind: 'publish', room: 'company:1', event: 'x', data: { text: `ş-${id}`, parts: [1, null, true] } },
  created_at: 1,
  first_sent_at: null,
  state: 'pending',
  error: null,
  ...change,
})
const ids = (entries: readonly StoredEntry[]) => entries.map(({ id }) => id)
const unheard = () => {}

/** As JSON, whatever the order of the fields. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    const plain = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    return plain ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner
  })

const same = (actual: unknown, wanted: unknown): void => {
  if (text(actual) !== text(wanted)) throw new Error(`expected ${text(wanted)}, got ${text(actual)}`)
}

/** Notes what is called out, and waits for the next call. */
const createEars = () => {
  const heard: string[] = []
  let waiting: { count: number; done(): void } | null = null
  return {
    heard,
    note: (who: string) => (id: string) => {
      heard.push(`${who} ${id}`)
      if (waiting && heard.length >= waiting.count) waiting.done()
    },
    until: (count: number) =>
      new Promise<void>(done => {
        waiting = { count, done }
        if (heard.length >= count) done()
      }),
  }
}

export const storageCases: readonly StorageCase[] = [
  {
    name: 'what is appended is read back whole, in rising places',
    async run({ storage }) {
      const box = storage.open('a', unheard)
      const placed = await Promise.all(['1', '2', '3'].map(id => box.append(entry(id))))
      const places = placed.map(({ seq }) => seq)
      same(
        places,
        [...new Set(places)].sort((a, b) => a - b),
      )
      same(
        placed,
        placed.map(({ id, seq }) => ({ ...entry(id), seq })),
      )
      same(await box.load(), placed)
      same(await box.read('2'), placed[1])
      same(await box.read('4'), null)
    },
  },
  {
    name: 'an update keeps the place, null removes, and what is not there is not asked about',
    async run({ storage }) {
      const box = storage.open('a', unheard)
      for (const id of ['1', '2', '3']) await box.append(entry(id))
      const failed = { state: 'failed', error: { code: 'denied', message: 'no' } } as const
      const changed = await box.update('2', old => ({ ...old, ...failed }))
      same({ ...changed, seq: 0 }, { ...entry('2', failed), seq: 0 })
      same(await box.update('1', () => null), null)
      const asked: string[] = []
      const never = (old: StoredEntry) => {
        asked.push(old.id)
        return old
      }
      same(await box.update('1', never), null)
      same(await box.update('9', never), null)
      same(asked, [])
      same(await box.read('2'), changed)
      same(ids(await box.load()), ['2', '3'])
      await box.append(entry('1'))
      same(ids(await box.load()), ['2', '3', '1'])
    },
  },
  {
    name: 'of updates at the same time none is lost',
    async run({ storage }) {
      const boxes = [storage.open('a', unheard), storage.open('a', unheard)]
      await boxes[0]!.append(entry('1', { first_sent_at: 0 }))
      const count = (old: StoredEntry) => ({ ...old, first_sent_at: old.first_sent_at! + 1 })
      await Promise.all(Array.from({ length: 20 }, (_, index) => boxes[index % 2]!.update('1', count)))
      same((await boxes[1]!.read('1'))?.first_sent_at, 20)
    },
  },
  {
    name: 'owners do not see each other, even with the same ids',
    async run({ storage }) {
      const [a, b] = [storage.open('a', unheard), storage.open('b', unheard)]
      await a.append(entry('1'))
      await b.append(entry('1', { key: 'of b' }))
      await a.append(entry('2'))
      await a.update('1', () => null)
      same(ids(await a.load()), ['2'])
      same(await a.read('1'), null)
      same(
        (await b.load()).map(({ key }) => key),
        ['of b'],
      )
      same(await b.read('2'), null)
    },
  },
  {
    name: 'other openings of the owner hear what was changed, until they are closed',
    async run({ storage }) {
      const { heard, note, until } = createEars()
      const self = storage.open('a', note('self'))
      storage.open('b', note('stranger'))
      const other = storage.open('a', note('other'))
      await self.append(entry('1'))
      await self.update('1', old => ({ ...old, key: 'new' }))
      await self.update('1', () => null)
      await self.update('1', old => old)
      await until(3)
      other.close()
      storage.open('a', note('last'))
      await self.append(entry('2'))
      await until(4)
      same(heard, ['other 1', 'other 1', 'other 1', 'last 2'])
    },
  },
  {
    name: 'what was stored is there for the next process, and places go on rising',
    async run({ storage, reopen }) {
      const box = storage.open('a', unheard)
      for (const id of ['1', '2', '3']) await box.append(entry(id))
      const sent = await box.update('2', old => ({ ...old, first_sent_at: 7 }))
      await box.update('1', () => null)
      const again = reopen().open('a', unheard)
      const left = await again.load()
      same(ids(left), ['2', '3'])
      same(left[0], sent)
      await again.append(entry('4'))
      same(ids(await again.load()), ['2', '3', '4'])
    },
  },
]
