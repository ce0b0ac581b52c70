/** Corrects one wrong row in place, or leaves it out: row, letter, counts and event in one transaction. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Locale } from '#platform/contract'
import type { Trx } from '#platform/store'
import { fail, type Import, type ImportField, type RowRepair } from '../../contract/index.ts'
import type { ImportRowTable } from '../../data/card-tables.ts'
import { withTables } from '../../data/letters.ts'
import type { ImportTable } from '../../data/tables.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { tellLetter } from '../letters/announce-letter.ts'
import { findImport, findWrongRow } from './read-imports.ts'
import { checkAgain, duplicateCheckOf, readKeptRow } from './read-rows.ts'
import type { ImportActor } from './record-rows.ts'
import { applyChunk } from './run-import.ts'

/** Which row of which import; `row` as in the sheet, from 1. */
export type RowPlace = { id: string; row: number }

type Found = { imported: Selectable<ImportTable>; row: Selectable<ImportRowTable> }

/** Locks the row: of two people at once the second finds it repaired. */
const lockWrong = async (trx: Trx, company_id: string, place: RowPlace): Promise<Found> => {
  const tables = withTables(trx)
  if (!isUuid(place.id)) throw fail('import_not_found')
  const imported = await tables
    .selectFrom('mutabakat.import as import')
    .leftJoin('platform.task as task', 'task.id', 'import.task_id')
    .selectAll('import')
    .select('task.state')
    .where('import.company_id', '=', company_id)
    .where('import.id', '=', place.id)
    .executeTakeFirst()
  if (!imported) throw fail('import_not_found')
  if (imported.state === 'queued' || imported.state === 'running') throw fail('import_running')
  const row = await tables
    .selectFrom('mutabakat.import_row')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('import_id', '=', place.id)
    .where('row', '=', place.row)
    .forUpdate()
    .executeTakeFirst()
  if (row?.outcome !== 'wrong') throw fail('import_row_not_wrong')
  return { imported, row }
}

/**
 * `cells` replace what the row says, field by field, on top of what was typed before. A row that is still wrong keeps
 * what was typed and says what is wrong now.
 */
export const repairRow = (
  services: Services,
  actor: Actor,
  place: RowPlace,
  cells: Partial<Record<ImportField, string>>,
  locale: Locale,
): Promise<RowRepair> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { imported, row } = await lockWrong(trx, actor.company_id, place)
    if (!imported.plan) throw fail('import_row_not_wrong')
    const who: ImportActor = {
      company_id: actor.company_id,
      user_id: actor.user_id,
      name: actor.name,
      ...(actor.role && { role: actor.role }),
      import_id: place.id,
      kind: imported.kind,
      user: { id: userIdOf(actor) ?? imported.owner_id, name: actor.name },
    }
    const kept = { number: row.row, cells: row.cells, repair: { ...row.repair, ...cells } }
    const read = readKeptRow(kept, imported.kind, imported.plan)
    const checked = read.reading.ok ? checkAgain(read, await duplicateCheckOf(tables, who)) : read
    const before = { wrong: 1, warnings: row.warnings.length }
    const [outcome] = await applyChunk(services, trx, who, [checked], before)
    if (!outcome) throw new Error('a row was applied and became nothing')
    if (outcome.letter_id && outcome.outcome !== 'unchanged')
      await tellLetter(
        services,
        trx,
        actor,
        outcome.letter_id,
        outcome.outcome === 'created' ? 'mutabakat_created' : 'mutabakat_updated',
      )
    if (outcome.outcome !== 'wrong')
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'import.row_repaired',
        object: { type: 'import', id: place.id },
        new: { row: place.row, outcome: outcome.outcome, fields: Object.keys(kept.repair) },
      })
    return {
      row: outcome.outcome === 'wrong' ? await findWrongRow(services, tables, actor.company_id, place, locale) : null,
      import: await findImport(services, tables, actor.company_id, place.id, locale),
    }
  })

/** It stays in the import's count of skipped rows, and is in no list of wrong ones any more. */
export const skipRow = (services: Services, actor: Actor, place: RowPlace, locale: Locale): Promise<Import> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { row } = await lockWrong(trx, actor.company_id, place)
    await tables
      .updateTable('mutabakat.import_row')
      .set({ outcome: 'skipped' })
      .where('company_id', '=', actor.company_id)
      .where('import_id', '=', place.id)
      .where('row', '=', place.row)
      .execute()
    await tables
      .updateTable('mutabakat.import')
      .set(eb => ({
        wrong: eb('wrong', '-', 1),
        skipped: eb('skipped', '+', 1),
        warnings: eb('warnings', '-', row.warnings.length),
      }))
      .where('company_id', '=', actor.company_id)
      .where('id', '=', place.id)
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'import.row_skipped',
      object: { type: 'import', id: place.id },
      new: { row: place.row },
    })
    return findImport(services, tables, actor.company_id, place.id, locale)
  })
