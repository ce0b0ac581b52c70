/** Named ways of reading files: saved with a mapping, found again by their headings, renamed and forgotten. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { fail, type ImportField, type ImportKind, type ImportPlan, type ImportTemplate } from '../../contract/index.ts'
import type { ImportTemplateTable } from '../../data/card-tables.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { fingerprintOf, lookAtFile } from './look-at-file.ts'

const toTemplate = (row: Selectable<ImportTemplateTable>): ImportTemplate => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  columns: row.columns,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

/** By the headings as they stand in the file: another file has its columns elsewhere. A template of that name is replaced. */
export const saveTemplate = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  template: { name: string; kind: ImportKind; plan: ImportPlan; path: string },
): Promise<void> => {
  const { plan, kind, name } = template
  const { look } = await lookAtFile({ path: template.path }, kind, [], {
    sheet: plan.sheet ?? undefined,
    heading_row: plan.heading_row,
  })
  const headings = new Map(look.columns.map(({ index, heading }) => [index, heading]))
  const columns = Object.fromEntries(
    Object.entries(plan.columns).flatMap(([field, index]) => {
      const heading = headings.get(index)
      return heading === undefined ? [] : [[field, heading]]
    }),
  ) as Partial<Record<ImportField, string>>
  const now = services.now()
  const { defaults, date_order, decimal, erp } = plan
  const values = {
    kind,
    fingerprint: fingerprintOf([...headings.values()]),
    columns: JSON.stringify(columns),
    reading: JSON.stringify({ defaults, date_order, decimal, erp }),
    updated_at: now,
  }
  await withTables(trx)
    .insertInto('mutabakat.import_template')
    .values({ ...values, id: services.id(), company_id: actor.company_id, name, created_at: now })
    .onConflict(conflict => conflict.columns(['company_id', 'name']).doUpdateSet(values))
    .execute()
  await services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action: 'import_template.saved',
    new: { name, kind },
  })
}

export const listTemplates = (services: Services, actor: Actor): Promise<ImportTemplate[]> =>
  services.store.inCompany(actor.company_id, async trx => {
    const rows = await withTables(trx)
      .selectFrom('mutabakat.import_template')
      .selectAll()
      .where('company_id', '=', actor.company_id)
      .orderBy('name')
      .execute()
    return rows.map(toTemplate)
  })

const isNameClash = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === '23505'

/** Throws `import_template_not_found`, `import_template_name_taken`. */
export const renameTemplate = async (
  services: Services,
  actor: Actor,
  id: string,
  name: string,
): Promise<ImportTemplate> => {
  try {
    return await services.store.inCompany(actor.company_id, async trx => {
      const row = isUuid(id)
        ? await withTables(trx)
            .updateTable('mutabakat.import_template')
            .set({ name, updated_at: services.now() })
            .where('company_id', '=', actor.company_id)
            .where('id', '=', id)
            .returningAll()
            .executeTakeFirst()
        : undefined
      if (!row) throw fail('import_template_not_found')
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'import_template.renamed',
        object: { type: 'import_template', id },
        new: { name },
      })
      return toTemplate(row)
    })
  } catch (error) {
    throw isNameClash(error)
      ? fail('import_template_name_taken', {
          cause: error,
          fields: [{ path: 'name', code: 'import_template_name_taken' }],
        })
      : error
  }
}

export const deleteTemplate = (services: Services, actor: Actor, id: string): Promise<void> =>
  services.store.inCompany(actor.company_id, async trx => {
    const row = isUuid(id)
      ? await withTables(trx)
          .deleteFrom('mutabakat.import_template')
          .where('company_id', '=', actor.company_id)
          .where('id', '=', id)
          .returning('name')
          .executeTakeFirst()
      : undefined
    if (!row) throw fail('import_template_not_found')
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'import_template.deleted',
      object: { type: 'import_template', id },
      old: { name: row.name },
    })
  })
