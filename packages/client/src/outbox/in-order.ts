/** Runs the operations on a storage one after another, so that their results come in the order they were asked for. */
import { type ClientFailureCode, RequestFailed } from '../failure.ts'
import type { StoredEntries } from './storage.ts'

/** What browsers and Node call a disk, or a quota, that has no more. */
const FULL: readonly unknown[] = ['QuotaExceededError', 'ENOSPC', 'EDQUOT']

const codeOf = (error: unknown): ClientFailureCode => {
  const { name, code } = Object(error) as { name?: unknown; code?: unknown }
  return FULL.includes(name) || FULL.includes(code) ? 'storage_full' : 'storage_failed'
}

/** Rejects with {@link RequestFailed}: `storage_full` or `storage_failed`, the storage's own error as its cause. */
export const inOrder = (stored: StoredEntries): StoredEntries => {
  let last: Promise<unknown> = Promise.resolve()
  const next = <Result>(operation: () => Promise<Result>): Promise<Result> => {
    const result = last.then(operation).catch((error: unknown) => {
      throw RequestFailed.local(codeOf(error), error)
    })
    last = result.catch(() => {})
    return result
  }
  return {
    load: () => next(() => stored.load()),
    read: id => next(() => stored.read(id)),
    append: entry => next(() => stored.append(entry)),
    update: (id, change) => next(() => stored.update(id, change)),
    close: () => stored.close(),
  }
}
