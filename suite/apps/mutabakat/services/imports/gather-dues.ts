/** Puts the rows of a file that are lines of one letter together before the first of them is applied. */
import type { ImportPlan } from '../../contract/index.ts'
import { addToGroup, createDuplicateCheck, type DueGroup, type DueRow, dueKey, inGroup } from '../../domain/index.ts'
import type { ReadRow } from './record-rows.ts'
import { walkRows } from './walk-import.ts'

/** By `dueKey`. Held in memory for the run: some hundred bytes for a line, of at most a million. */
export type DueGroups = ReadonlyMap<string, DueGroup>

/** A walk of its own, because the lines of one letter may stand anywhere in the file. */
export const gatherDues = async (path: string, plan: ImportPlan, signal: AbortSignal): Promise<DueGroups> => {
  const groups = new Map<string, DueGroup>()
  for await (const rows of walkRows({ path, kind: 'dues', plan }, createDuplicateCheck(), { signal }))
    for (const { reading } of rows as ReadRow<DueRow>[]) {
      if (!reading.ok) continue
      const key = dueKey(reading.row)
      groups.set(key, addToGroup(groups.get(key), reading.row))
    }
  return groups
}

/** Each right row with the figures of its whole letter. */
export const withGroups = (rows: readonly ReadRow[], groups: DueGroups): ReadRow[] =>
  (rows as readonly ReadRow<DueRow>[]).map(read => {
    const group = read.reading.ok ? groups.get(dueKey(read.reading.row)) : undefined
    return read.reading.ok && group ? { ...read, reading: { ok: true, row: inGroup(read.reading.row, group) } } : read
  })
