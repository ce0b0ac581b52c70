/** What the wizard holds while somebody chooses, and the selection the server makes of it. */
import type { BatchFilter, BatchSelection, BatchSource } from '../../contract/index.ts'

export type SourceKind = BatchSource['kind']

export type BatchDraft = {
  source: SourceKind
  period_id: string | null
  import_id: string | null
  /** Of a copy: the date of the new letters, or '' while none is chosen. */
  date: string
  /** Of free choice, in the order they were chosen. */
  ids: readonly string[]
  filter: BatchFilter
}

export const EMPTY_FILTER: BatchFilter = {
  non_zero: false,
  min: null,
  max: null,
  responsible_id: null,
  party: null,
  group_code: null,
}

/** Null while something is missing. */
export const selectionOf = (draft: BatchDraft): BatchSelection | null => {
  const source = sourceOf(draft)
  // What was chosen one by one is not narrowed.
  return source && { source, filter: source.kind === 'letters' ? EMPTY_FILTER : draft.filter }
}

const sourceOf = ({ source, period_id, import_id, date, ids }: BatchDraft): BatchSource | null => {
  if (source === 'letters') return ids.length > 0 ? { kind: 'letters', ids: [...ids] } : null
  if (source === 'import') return import_id ? { kind: 'import', import_id } : null
  if (!period_id) return null
  if (source === 'period') return { kind: 'period', period_id }
  return date === '' ? null : { kind: 'copy', period_id, date }
}
