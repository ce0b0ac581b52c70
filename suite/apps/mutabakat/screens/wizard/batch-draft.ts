/** What the wizard holds while somebody chooses, and the selection the server makes of it. */
import type { BatchFilter, BatchSelection, BatchSource } from '../../contract/index.ts'

export type SourceKind = Exclude<BatchSource['kind'], 'letters'>

export type BatchDraft = {
  source: SourceKind
  period_id: string | null
  import_id: string | null
  /** Of a copy: the date of the new letters, or '' while none is chosen. */
  date: string
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
  return source && { source, filter: draft.filter }
}

const sourceOf = ({ source, period_id, import_id, date }: BatchDraft): BatchSource | null => {
  if (source === 'import') return import_id ? { kind: 'import', import_id } : null
  if (!period_id) return null
  if (source === 'period') return { kind: 'period', period_id }
  return date === '' ? null : { kind: 'copy', period_id, date }
}
