/** An Excel import on the wire: its file, its state and its wrong rows. */
import { z } from 'zod'

export const IMPORT_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export const importSchema = z.object({
  id: z.string(),
  task_id: z.string(),
  file_name: z.string(),
  file_size: z.number().int(),
  state: z.enum(IMPORT_STATES),
  total: z.number().int().nullable(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  wrong: z.number().int(),
  warnings: z.number().int(),
  unknown_columns: z.array(z.string()),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
})
export type Import = z.infer<typeof importSchema>

/** One wrong row: `row` is the row's number in the sheet, from 1; `cells` the texts found there. */
export const importErrorSchema = z.object({
  row: z.number().int(),
  failures: z.array(z.object({ column: z.string(), code: z.string(), message: z.string() })),
  cells: z.array(z.string()),
})
export type ImportError = z.infer<typeof importErrorSchema>
