/** A row of `platform.task` as people's screens get it. */
import type { Selectable } from 'kysely'
import type { Task } from '#platform/contract'
import type { TaskTable } from '#platform/store'

export type TaskRow = Selectable<TaskTable>

export const taskRow = (row: TaskRow): Task => ({
  id: row.id,
  company_id: row.company_id,
  owner_id: row.owner_id,
  kind: row.kind,
  title: row.title,
  state: row.state,
  done: row.done,
  total: row.total,
  percent: percentOf(row.done, row.total),
  step: row.step,
  rate: row.rate,
  eta_s: row.eta_s,
  errors: row.errors,
  result: row.result,
  file_url: row.result?.file_id ? fileUrl(row.result.file_id, row.company_id, row.result.opens) : null,
  error: row.error,
  attempt: row.attempt,
  created_at: row.created_at.toISOString(),
  started_at: row.started_at?.toISOString() ?? null,
  resumed_at: row.resumed_at?.toISOString() ?? null,
  finished_at: row.finished_at?.toISOString() ?? null,
})

/** A link can send no X-Company, so the company stands in it. */
const fileUrl = (file_id: string, company_id: string | null, opens = false): string => {
  const query = new URLSearchParams({ ...(company_id && { company: company_id }), ...(opens && { inline: '1' }) })
  return `/api/files/${file_id}${query.size > 0 ? `?${query}` : ''}`
}

/** 0–100 with one decimal; null when the total is not known, 100 for a job with nothing to do. */
export const percentOf = (done: number, total: number | null): number | null => {
  if (total === null) return null
  if (total <= 0) return 100
  return Math.min(100, Math.floor((done / total) * 1000) / 10)
}
