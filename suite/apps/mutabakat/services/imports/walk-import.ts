/** Walks the rows of an import's file by its plan: what the job that applies and the one that only tries have in common. */
import type { Services } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import { openSheet } from '#platform/sheets'
import { fail, type ImportKind, type ImportPlan } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import {
  cellText,
  type DuplicateCheck,
  FIELD_HEADINGS,
  type Field,
  missingFields,
  skipReason,
} from '../../domain/index.ts'
import { lookAtFile, readTemplates } from './look-at-file.ts'
import { readSheetRow, valuesOf } from './read-rows.ts'
import type { ImportActor, ReadRow } from './record-rows.ts'

/** Rows of one transaction. */
export const CHUNK = 500

export type ImportWork = {
  actor: ImportActor
  path: string
  plan: ImportPlan | null
  /** Rows with data, once they were counted. */
  expected: number | null
}

export const loadImport = (services: Services, company_id: string, import_id: string): Promise<ImportWork> =>
  services.store.inCompany(company_id, async trx => {
    const row = await withTables(trx)
      .selectFrom('mutabakat.import')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('id', '=', import_id)
      .executeTakeFirst()
    if (!row) throw fail('import_not_found')
    const file = await services.files.read(trx, company_id, row.file_id)
    const user = { id: row.owner_id, name: row.owner_name }
    const member = await trx
      .selectFrom('platform.membership')
      .select('role')
      .where('company_id', '=', company_id)
      .where('user_id', '=', user.id)
      .executeTakeFirst()
    // Who left meanwhile may do the least of those who may import.
    const role = member?.role ?? 'member'
    return {
      actor: { company_id, user_id: user.id, name: user.name, role, import_id, kind: row.kind, user },
      path: file.path,
      plan: row.plan,
      expected: row.expected,
    }
  })

/** How to read a file nobody was asked about: by its own names or by a template, never by a guess. */
export const choosePlan = async (services: Services, work: ImportWork): Promise<ImportPlan> => {
  const { actor, path } = work
  const templates = await services.store.inCompany(actor.company_id, trx =>
    readTemplates(withTables(trx), actor.company_id, actor.kind),
  )
  const { look, plan } = await lookAtFile({ path }, actor.kind, templates)
  const sure = look.columns.filter(({ certainty }) => certainty !== 'guess')
  const found = sure.flatMap(({ field }) => field ?? [])
  const missing = [...look.missing, ...guessedFields(look.columns)]
  if (!plan || missing.length > 0) throw headingsMissing(missing, found)
  return plan
}

const guessedFields = (columns: readonly { field: Field | null; certainty: string | null }[]): Field[] =>
  columns.flatMap(({ field, certainty }) => (certainty === 'guess' && field && REQUIRED.has(field) ? [field] : []))

const REQUIRED: ReadonlySet<Field> = new Set(
  (['balances', 'cards', 'babs', 'dues'] as const).flatMap(kind => missingFields({}, kind)),
)

const headingsMissing = (missing: readonly Field[], found: readonly Field[]) =>
  fail('headings_not_found', {
    params: {
      missing: missing.map(field => FIELD_HEADINGS[field]).join(', '),
      found: found.map(field => FIELD_HEADINGS[field]).join(', '),
    },
  })

export type Counted = { total: number; headings: string[]; unknown: string[] }

/**
 * A first walk that applies nothing: a file that breaks off, inflates or is too long at its end is refused before its
 * first row is applied, and progress has a whole to be a part of.
 */
export const countRows = async (path: string, plan: ImportPlan, job: JobContext): Promise<Counted> => {
  const opened = await openSheet({ path }, { ...sheetOf(plan), signal: job.signal, batchRows: CHUNK })
  const used = new Set(Object.values(plan.columns))
  const counted: Counted = { total: 0, headings: [], unknown: [] }
  for await (const batch of opened.batches)
    for (const row of batch) {
      if (row.number === plan.heading_row) {
        counted.headings = valuesOf(row).map(cellText)
        counted.unknown = counted.headings.filter((heading, index) => heading !== '' && !used.has(index))
      }
      if (row.number > plan.heading_row && !skipReason(valuesOf(row), plan.columns)) counted.total++
    }
  return counted
}

const sheetOf = ({ sheet }: ImportPlan): { sheet?: string } => (sheet === null ? {} : { sheet })

/** Rows below the headings and behind `afterRow`, read, at most `CHUNK` at a time. */
export async function* walkRows(
  work: { path: string; kind: ImportKind; plan: ImportPlan },
  duplicated: DuplicateCheck,
  options: { signal: AbortSignal; afterRow?: number },
): AsyncGenerator<ReadRow[]> {
  const { path, kind, plan } = work
  const afterRow = Math.max(plan.heading_row, options.afterRow ?? 0)
  const opened = await openSheet({ path }, { ...sheetOf(plan), signal: options.signal, batchRows: CHUNK, afterRow })
  for await (const batch of opened.batches) yield batch.flatMap(row => readSheetRow(row, kind, plan, duplicated) ?? [])
}
