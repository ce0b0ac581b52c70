/** An Excel import on the wire: its file, how it is read, its dry run, its state and its wrong rows. */
import { z } from 'zod'
import { CURRENCIES } from '#platform/contract'
import { IMPORT_FIELDS, IMPORT_KINDS } from './import-field.ts'
import { daySchema, SIDES } from './letter.ts'

/** `waiting`: uploaded and not yet applied. The others are its task's. */
export const IMPORT_STATES = ['waiting', 'queued', 'running', 'done', 'failed', 'cancelled'] as const

export const ERPS = ['logo', 'mikro', 'netsis'] as const
export type Erp = (typeof ERPS)[number]

/** `sure`: the field's own name, an ERP's or a template's. `likely`: a name that others use, too. `guess`: by what is in it. */
export const CERTAINTIES = ['sure', 'likely', 'guess'] as const

const fieldSchema = z.enum(IMPORT_FIELDS)

/**
 * How a file is read. `heading_row`: the row's number in the sheet, from 1; rows below it are data. `columns`: field →
 * column, from 0. `defaults`: for what no column says. `date_order` and `decimal` decide what a text alone leaves open:
 * `03/04/2026`, `1.234`; without `decimal` the latter stays a wrong row.
 */
export const importPlanSchema = z.object({
  sheet: z.string().max(200).nullable(),
  heading_row: z.number().int().min(1).max(1_048_576),
  columns: z.partialRecord(fieldSchema, z.number().int().min(0).max(16_383)),
  defaults: z
    .object({ date: daySchema.optional(), currency: z.enum(CURRENCIES).optional(), side: z.enum(SIDES).optional() })
    .default({}),
  date_order: z.enum(['dmy', 'mdy']).default('dmy'),
  decimal: z.enum([',', '.']).nullable().default(null),
  erp: z.enum(ERPS).nullable().default(null),
})
export type ImportPlan = z.output<typeof importPlanSchema>

export const importSchema = z.object({
  id: z.string(),
  kind: z.enum(IMPORT_KINDS),
  /** Null while it waits. */
  task_id: z.string().nullable(),
  file_name: z.string(),
  file_size: z.number().int(),
  state: z.enum(IMPORT_STATES),
  /** Null until the headings were found or said. */
  plan: importPlanSchema.nullable(),
  total: z.number().int().nullable(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  wrong: z.number().int(),
  /** Wrong rows that somebody decided to leave out. */
  skipped: z.number().int(),
  warnings: z.number().int(),
  unknown_columns: z.array(z.string()),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
})
export type Import = z.infer<typeof importSchema>

/**
 * What the wizard shows of a file. `rows`: the first twenty with their numbers. `columns`: of the heading row, with what
 * each is taken for. `missing`: required fields nothing was found for (`balance` also stands for the pair debit and
 * credit; a default may stand in for `date`). `ambiguous`: choices the file leaves open. `templates`: saved ones whose
 * headings are these; the first has been used. `certain`: it can be applied as it is.
 */
export const importLookSchema = z.object({
  format: z.enum(['xlsx', 'csv']),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  sheet: z.string().nullable(),
  heading_row: z.number().int().nullable(),
  rows: z.array(z.object({ number: z.number().int(), cells: z.array(z.string()) })),
  columns: z.array(
    z.object({
      index: z.number().int(),
      heading: z.string(),
      field: fieldSchema.nullable(),
      certainty: z.enum(CERTAINTIES).nullable(),
    }),
  ),
  missing: z.array(fieldSchema),
  ambiguous: z.object({ decimal: z.boolean(), date_order: z.boolean() }),
  erp: z.enum(ERPS).nullable(),
  templates: z.array(z.object({ id: z.string(), name: z.string() })),
  certain: z.boolean(),
})
export type ImportLook = z.infer<typeof importLookSchema>

/** `look` is null for an upload with `?apply=1`: its job looks for itself. */
export const uploadedImportSchema = importSchema.extend({ look: importLookSchema.nullable() })
export type UploadedImport = z.infer<typeof uploadedImportSchema>

/** `save_as`: keeps the plan under this name for files with the same headings; a template of that name is replaced. */
export const importMapInput = importPlanSchema.extend({
  save_as: z.string().trim().min(1).max(80).nullable().default(null),
})
export type ImportMapInput = z.output<typeof importMapInput>

const issueSchema = z.object({ column: z.string(), code: z.string(), message: z.string() })

/** `cards`: what becomes of cards. The others count rows. */
export const dryRunCountsSchema = z.object({
  total: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  wrong: z.number().int(),
  warnings: z.number().int(),
  cards_created: z.number().int(),
  cards_changed: z.number().int(),
})
export type DryRunCounts = z.infer<typeof dryRunCountsSchema>

/** What applying would do, without doing it. Counts are of the moment it ran; the rows are of `differenceSchema`. */
export const dryRunSchema = z.object({
  task_id: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  counts: dryRunCountsSchema.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type DryRun = z.infer<typeof dryRunSchema>

/** A row that would change something, is wrong or has a warning. `changes` as texts, `old` null for what is new. */
export const differenceSchema = z.object({
  row: z.number().int(),
  code: z.string(),
  title: z.string(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'wrong']),
  changes: z.array(z.object({ field: fieldSchema, old: z.string().nullable(), new: z.string() })),
  failures: z.array(issueSchema),
  warnings: z.array(issueSchema),
})
export type Difference = z.infer<typeof differenceSchema>

/** What the differences are narrowed to: by what would become of the row, or to those with a warning. */
export const DIFFERENCE_KINDS = ['created', 'updated', 'unchanged', 'wrong', 'warned'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/**
 * One wrong row: `row` is the row's number in the sheet, from 1; `cells` the texts found there; `fields` the same by
 * field, with what was typed since. `column` of a failure is the heading, `field` its field.
 */
export const importErrorSchema = z.object({
  row: z.number().int(),
  failures: z.array(issueSchema.extend({ field: z.string() })),
  cells: z.array(z.string()),
  fields: z.partialRecord(fieldSchema, z.string()),
})
export type ImportError = z.infer<typeof importErrorSchema>

/** Cells to replace, by field; empty text empties one. */
export const rowRepairInput = z.object({
  cells: z.partialRecord(fieldSchema, z.string().max(1000)),
})

/** `row` is null once the row was right, and was applied or needed nothing. */
export const rowRepairSchema = z.object({ row: importErrorSchema.nullable(), import: importSchema })
export type RowRepair = z.infer<typeof rowRepairSchema>

export const importTemplateSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(IMPORT_KINDS),
  /** Field → heading as it was written. */
  columns: z.partialRecord(fieldSchema, z.string()),
  created_at: z.string(),
  updated_at: z.string(),
})
export type ImportTemplate = z.infer<typeof importTemplateSchema>
