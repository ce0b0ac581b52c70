/** Puts, reads and removes files; the rows are in `platform.file`, the bytes on a shelf. */
import type { Readable } from 'node:stream'
import { type Selectable, sql } from 'kysely'
import { fail } from '#platform/contract'
import type { FileTable, Store, Trx } from '#platform/store'
import { displayName } from './display-name.ts'
import { failFile } from './failures.ts'
import type { OpenedBytes, Shelf } from './shelf.ts'

/** A stored file as applications see it. `size` in bytes, `sha256` in hex. */
export type FileRow = {
  id: string
  company_id: string
  owner_id: string | null
  kind: string
  name: string
  type: string
  size: number
  sha256: string
  created_at: Date
}

export type StoredFile = OpenedBytes & { row: FileRow }

/**
 * - `quota_bytes`: what one company may keep, or a function that says so (no limit).
 * - `orphan_age_ms`: how old bytes without a row must be before `sweep` removes them (1 h): their transaction may still
 *   be open.
 */
export type FilesOptions = {
  shelf: Shelf
  store: Store
  id: () => string
  now: () => Date
  quota_bytes?: number | ((company_id: string) => number)
  orphan_age_ms?: number
}

export type Files = {
  /**
   * Writes the bytes safely (fsync, then a rename), then the row. When the transaction rolls back, `sweep` removes the
   * bytes. Throws Failure `file_quota_exceeded`, or the stream's own error; neither leaves a file behind.
   */
  put(
    trx: Trx,
    file: {
      company_id: string
      owner_id: string | null
      name: string
      type: string
      kind: string
      bytes: Buffer | Readable
    },
  ): Promise<FileRow>
  /** Throws Failure `not_found` for a file of nobody or of another company, `file_missing` when its bytes are gone. */
  read(trx: Trx, company_id: string, id: string): Promise<StoredFile>
  /** Removes the row; `sweep` removes the bytes, because the transaction may still roll back. Throws `not_found`. */
  remove(trx: Trx, company_id: string, id: string): Promise<void>
  /** Removes bytes that no row names and uploads that were cut off. A job calls it; it is safe at any time. */
  sweep(): Promise<{ removed: number }>
}

const ORPHAN_AGE_MS = 60 * 60 * 1000

export const createFiles = (options: FilesOptions): Files => {
  const { shelf, store, id, now } = options
  const quotaOf = (company_id: string): number => {
    const quota = options.quota_bytes ?? Number.POSITIVE_INFINITY
    return typeof quota === 'function' ? quota(company_id) : quota
  }

  return {
    async put(trx, file) {
      // Until somebody reads it, a stream that breaks has no listener, and its error would end the process.
      if (!Buffer.isBuffer(file.bytes)) file.bytes.on('error', () => {})
      const quota = quotaOf(file.company_id)
      const room = quota === Number.POSITIVE_INFINITY ? quota : quota - (await usedBytes(trx, file.company_id))
      const kept = await shelf.write(file.bytes, room, () => failFile('file_quota_exceeded'))
      try {
        if (quota !== Number.POSITIVE_INFINITY) {
          // Two uploads at once each saw room for itself; one after the other they are counted together.
          await sql`select pg_advisory_xact_lock(hashtextextended(${`files:${file.company_id}`}, 0))`.execute(trx)
          if ((await usedBytes(trx, file.company_id)) + kept.size > quota) throw failFile('file_quota_exceeded')
        }
        const row = await trx
          .insertInto('platform.file')
          .values({
            id: id(),
            company_id: file.company_id,
            owner_id: file.owner_id,
            kind: file.kind,
            name: displayName(file.name),
            type: file.type,
            size: kept.size,
            sha256: kept.sha256,
            storage_key: kept.key,
            created_at: now(),
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        return toFileRow(row)
      } catch (error) {
        await shelf.remove(kept.key)
        throw error
      }
    },

    async read(trx, company_id, file_id) {
      const row = await trx
        .selectFrom('platform.file')
        .selectAll()
        .where('company_id', '=', company_id)
        .where('id', '=', file_id)
        .executeTakeFirst()
      if (!row) throw fail('not_found')
      const opened = await shelf.open(row.storage_key)
      if (!opened) throw failFile('file_missing')
      return { row: toFileRow(row), ...opened }
    },

    async remove(trx, company_id, file_id) {
      const result = await trx
        .deleteFrom('platform.file')
        .where('company_id', '=', company_id)
        .where('id', '=', file_id)
        .executeTakeFirst()
      if (result.numDeletedRows === 0n) throw fail('not_found')
    },

    async sweep() {
      const before = now().getTime() - (options.orphan_age_ms ?? ORPHAN_AGE_MS)
      let removed = await shelf.removeDrafts(before)
      for await (const keys of shelf.olderThan(before)) {
        const named = await store.asSystem('which stored bytes have a row', trx =>
          trx.selectFrom('platform.file').select('storage_key').where('storage_key', 'in', keys).execute(),
        )
        const known = new Set(named.map(row => row.storage_key))
        for (const key of keys.filter(each => !known.has(each))) {
          await shelf.remove(key)
          removed++
        }
      }
      return { removed }
    },
  }
}

const usedBytes = async (trx: Trx, company_id: string): Promise<number> => {
  const row = await trx
    .selectFrom('platform.file')
    .select(sql<bigint>`coalesce(sum(size), 0)::bigint`.as('used'))
    .where('company_id', '=', company_id)
    .executeTakeFirstOrThrow()
  return Number(row.used)
}

const toFileRow = ({ storage_key: _key, ...row }: Selectable<FileTable>): FileRow => ({
  ...row,
  size: Number(row.size),
})
