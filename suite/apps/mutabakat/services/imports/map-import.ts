/** A waiting import: looked at, mapped, applied or thrown away. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Locale } from '#platform/contract'
import type { Trx } from '#platform/store'
import {
  fail,
  type Import,
  type ImportKind,
  type ImportLook,
  type ImportMapInput,
  type ImportPlan,
} from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { ImportTable } from '../../data/tables.ts'
import { FIELDS_OF, missingFields } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { lookAtFile, readTemplates } from './look-at-file.ts'
import { findImport } from './read-imports.ts'
import { forgetDifferences } from './run-dry-run.ts'
import { saveTemplate } from './save-template.ts'
import { queueImport } from './start-import.ts'

/** The import's row, locked. Throws `import_not_found`, and `import_not_waiting` once it was applied. */
const lockWaiting = async (trx: Trx, company_id: string, id: string): Promise<Selectable<ImportTable>> => {
  const row = isUuid(id)
    ? await withTables(trx)
        .selectFrom('mutabakat.import')
        .selectAll()
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!row) throw fail('import_not_found')
  if (row.task_id !== null) throw fail('import_not_waiting')
  return row
}

/** What is required and has neither a column nor a default. */
export const checkPlan = (plan: ImportPlan, kind: ImportKind): void => {
  const missing = missingFields(plan.columns, kind).filter(field => field !== 'date' || !plan.defaults.date)
  if (missing.length > 0)
    throw fail('mapping_incomplete', {
      fields: missing.map(field => ({ path: `columns.${field}`, code: 'mapping_incomplete' })),
    })
}

/** Another sheet or heading row of a file that waits or was applied, as long as its bytes are kept. */
export const lookAtImport = async (
  services: Services,
  actor: Actor,
  id: string,
  asked: { sheet?: string | undefined; heading_row?: number | undefined },
): Promise<ImportLook> => {
  const { path, kind, templates } = await services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const row = isUuid(id)
      ? await tables
          .selectFrom('mutabakat.import')
          .select(['file_id', 'kind'])
          .where('company_id', '=', actor.company_id)
          .where('id', '=', id)
          .executeTakeFirst()
      : undefined
    if (!row) throw fail('import_not_found')
    const file = await services.files.read(trx, actor.company_id, row.file_id)
    return { path: file.path, kind: row.kind, templates: await readTemplates(tables, actor.company_id, row.kind) }
  })
  return (await lookAtFile({ path }, kind, templates, asked)).look
}

/** Columns of fields that this kind of file does not have are refused with the rest of what is missing. */
export const mapImport = (
  services: Services,
  actor: Actor,
  id: string,
  { save_as, ...plan }: ImportMapInput,
  locale: Locale,
): Promise<Import> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const row = await lockWaiting(trx, actor.company_id, id)
    const strange = Object.keys(plan.columns).filter(field => !FIELDS_OF[row.kind].some(known => known === field))
    if (strange.length > 0)
      throw fail('mapping_incomplete', {
        fields: strange.map(field => ({ path: `columns.${field}`, code: 'mapping_incomplete' })),
      })
    checkPlan(plan, row.kind)
    await tables
      .updateTable('mutabakat.import')
      // Another reading makes the counts and the dry run of the old one untrue.
      .set({ plan: JSON.stringify(plan), dry_run_task_id: null, dry_run: null })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
    await forgetDifferences(tables, actor.company_id, id)
    if (save_as !== null) {
      const { path } = await services.files.read(trx, actor.company_id, row.file_id)
      await saveTemplate(services, trx, actor, { name: save_as, kind: row.kind, plan, path })
    }
    return findImport(services, tables, actor.company_id, id, locale)
  })

/** Throws `mapping_incomplete` when nobody said how to read it and the file does not say it itself. */
export const applyImport = (services: Services, actor: Actor, id: string, locale: Locale): Promise<Import> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const row = await lockWaiting(trx, actor.company_id, id)
    if (!row.plan) throw fail('mapping_incomplete')
    checkPlan(row.plan, row.kind)
    const task_id = await queueImport(services, trx, actor, id, row.file_name)
    await tables
      .updateTable('mutabakat.import')
      .set({ task_id })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'import.started',
      object: { type: 'import', id },
      new: { file_name: row.file_name, file_size: row.file_size, kind: row.kind },
    })
    const started = await findImport(services, tables, actor.company_id, id, locale)
    await actor.remember?.(trx, started)
    return started
  })

/** The file goes with the import: nothing was made of it. */
export const discardImport = (services: Services, actor: Actor, id: string): Promise<void> =>
  services.store.inCompany(actor.company_id, async trx => {
    const row = await lockWaiting(trx, actor.company_id, id)
    await withTables(trx)
      .deleteFrom('mutabakat.import')
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
    await services.files.remove(trx, actor.company_id, row.file_id)
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'import.discarded',
      object: { type: 'import', id },
      old: { file_name: row.file_name },
    })
  })
