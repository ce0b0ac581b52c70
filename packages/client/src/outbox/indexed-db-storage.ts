/** Entries in the browser's IndexedDB, shared by all its tabs, which hear of each other's changes by BroadcastChannel. */
import type { StoredEntry } from './entry.ts'
import type { OutboxStorage } from './storage.ts'

const STORE = 'entries'
/** Entries of one owner, within it by their places. */
const BY_OWNER = 'owner'
const BY_ID = 'id'

type Row = StoredEntry & { owner: string }

const asked = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    // A full disk aborts at the commit: then it is the transaction that knows why.
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'))
  })

const entryOf = ({ owner: _, ...entry }: Row): StoredEntry => entry

/** Begins transactions; opens the database for the first one, and again after it was closed. */
const createDatabase = (factory: IDBFactory, name: string) => {
  let opening: Promise<IDBDatabase> | null = null
  const forget = () => {
    opening = null
  }
  const open = async () => {
    const request = factory.open(name, 1)
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(STORE, { keyPath: 'seq', autoIncrement: true })
      store.createIndex(BY_OWNER, 'owner')
      store.createIndex(BY_ID, ['owner', 'id'], { unique: true })
    }
    const database = await asked(request)
    database.onclose = forget
    // Somebody deletes the database: a tab that held on would keep it from going.
    database.onversionchange = () => {
      forget()
      database.close()
    }
    return database
  }
  const attempt = async (mode: IDBTransactionMode): Promise<IDBTransaction> => {
    opening ??= open()
    try {
      // `strict`: on the disk, not in a buffer, before anything is called stored.
      return (await opening).transaction(STORE, mode, { durability: 'strict' })
    } catch (error) {
      forget()
      throw error
    }
  }
  /** Some browsers close it without a word while a page sleeps; then the first attempt finds out. */
  return (mode: IDBTransactionMode): Promise<IDBTransaction> => attempt(mode).catch(() => attempt(mode))
}

/** `name` is the database's. Throws TypeError where there is no IndexedDB. */
export const createIndexedDbStorage = ({ name = 'nabiz-outbox' }: { name?: string } = {}): OutboxStorage => {
  const { indexedDB, BroadcastChannel } = globalThis as Partial<typeof globalThis>
  if (!indexedDB) throw new TypeError('no IndexedDB here; give another storage')
  const begin = createDatabase(indexedDB, name)
  return {
    open: (owner, changed) => {
      const news = BroadcastChannel && new BroadcastChannel(`${name}:${owner}`)
      if (news) news.onmessage = ({ data }) => changed(data as string)
      let closed = false
      const tell = (id: string) => {
        if (!closed) news?.postMessage(id)
      }
      const find = (transaction: IDBTransaction, id: string): Promise<Row | undefined> =>
        asked(transaction.objectStore(STORE).index(BY_ID).get([owner, id]))
      return {
        load: async () => {
          const store = (await begin('readonly')).objectStore(STORE)
          const rows: Row[] = await asked(store.index(BY_OWNER).getAll(owner))
          return rows.map(entryOf)
        },
        read: async id => {
          const row = await find(await begin('readonly'), id)
          return row ? entryOf(row) : null
        },
        append: async entry => {
          const transaction = await begin('readwrite')
          const added = transaction.objectStore(STORE).add({ ...entry, owner })
          await done(transaction)
          tell(entry.id)
          return { ...entry, seq: added.result as number }
        },
        update: async (id, change) => {
          const transaction = await begin('readwrite')
          const end = done(transaction)
          // Heard below; without this an abort before that would count as unheard.
          end.catch(() => {})
          const row = await find(transaction, id)
          const after = row ? change(entryOf(row)) : null
          const store = transaction.objectStore(STORE)
          if (after) store.put({ ...after, owner })
          else if (row) store.delete(row.seq)
          await end
          if (row) tell(id)
          return after
        },
        close: () => {
          closed = true
          news?.close()
        },
      }
    },
  }
}
