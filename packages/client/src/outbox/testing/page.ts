/** What a page of the browser tests has at hand, as the global `nabiz`. */
import { createClient } from '../../client.ts'
import { createIndexedDbStorage } from '../indexed-db-storage.ts'
import { createOutbox, type Outbox } from '../outbox.ts'
import { storageCases } from '../storage-contract.ts'

let outbox: Outbox | null = null
const opened = (): Outbox => {
  if (!outbox) throw new Error('not started')
  return outbox
}

const tools = {
  async runCase(index: number, name: string): Promise<void> {
    const reopen = () => createIndexedDbStorage({ name })
    await storageCases[index]?.run({ storage: reopen(), reopen })
  },
  /** An outbox of user 5 over the page's own server; `connect: false` is a device without a network. */
  start({ token, connect }: { token: string; connect: boolean }): void {
    const client = createClient({ url: '/ws', token: () => token, backoff: () => 10 })
    outbox = createOutbox({ client, storage: createIndexedDbStorage(), user: '5' })
    if (connect) client.connect()
  },
  /** Resolves with how many were stored, or the code of the first that was not. */
  async send(room: string, texts: string[]): Promise<number | string> {
    const results = await Promise.allSettled(
      texts.map(data => opened().send({ kind: 'publish', room, event: 'message:new', data })),
    )
    const failed = results.find(result => result.status === 'rejected')
    return failed ? (failed.reason as { code: string }).code : results.length
  },
  /** As somebody who clears the site's data does it. Resolves when the database is gone. */
  deleteDatabase: (): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('nabiz-outbox')
      request.onsuccess = () => resolve()
      request.onerror = () => reject(request.error)
    }),
  /** As a browser does to a page that slept: the next use of the open database fails, one opened anew works. */
  loseDatabase(): void {
    const { transaction } = IDBDatabase.prototype
    IDBDatabase.prototype.transaction = function lost() {
      IDBDatabase.prototype.transaction = transaction
      this.close()
      throw new DOMException('the connection was lost', 'InvalidStateError')
    }
  },
  waiting: (): number => opened().entries.filter(({ state }) => state !== 'sent').length,
  sent: (): number => opened().entries.filter(({ state }) => state === 'sent').length,
}

export type PageTools = typeof tools
Object.assign(globalThis, { nabiz: tools })
