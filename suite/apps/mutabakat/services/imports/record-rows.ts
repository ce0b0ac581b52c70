/** The record of what each row of an import became, and its counts, in the transaction of the effect. */
import { type ExpressionBuilder, sql } from 'kysely'
import type { ImportField, ImportKind } from '../../contract/index.ts'
import type { KeptCell, RowFailure } from '../../data/card-tables.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { MutabakatTables } from '../../data/tables.ts'
import type { CardRow, LetterSource } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'

export type ImportActor = Actor & { import_id: string; kind: ImportKind; user: { id: string; name: string } }

/** One row as read: its number in the sheet, its cells, and what it says or what is wrong with it. */
export type ReadRow<Row = LetterSource | CardRow> = {
  number: number
  cells: KeptCell[]
  /** What somebody typed since. */
  repair: Partial<Record<ImportField, string>> | null
  warnings: RowFailure[]
  reading: { ok: true; row: Row } | { ok: false; failures: RowFailure[] }
}
export type GoodRow<Row> = ReadRow<Row> & { reading: { ok: true; row: Row } }

export const isGood = <Row>(row: ReadRow<Row>): row is GoodRow<Row> => row.reading.ok

export type Outcome = {
  number: number
  /** Kept for wrong rows alone. */
  cells: KeptCell[]
  repair: ReadRow['repair']
  outcome: 'created' | 'updated' | 'unchanged' | 'wrong'
  letter_id: string | null
  counterparty_id: string | null
  failures: RowFailure[]
  warnings: RowFailure[]
}

export const wrongRow = (row: ReadRow<unknown>, failures: RowFailure[]): Outcome => ({
  number: row.number,
  cells: row.cells,
  repair: row.repair,
  outcome: 'wrong',
  letter_id: null,
  counterparty_id: null,
  failures,
  warnings: row.warnings,
})

export const rightRow = (
  row: ReadRow<unknown>,
  outcome: 'created' | 'updated' | 'unchanged',
  ids: { letter_id: string | null; counterparty_id: string },
  warnings: RowFailure[] = row.warnings,
): Outcome => ({ number: row.number, cells: [], repair: null, outcome, ...ids, failures: [], warnings })

/** How often a chunk became what; `warnings` counts warnings. */
export type RowCounts = Record<Outcome['outcome'] | 'warnings', number>

/** Rows of an attempt that died are there already, and are passed over. */
export const notYetRecorded = async <Row>(
  tables: MutabakatTrx,
  actor: ImportActor,
  rows: readonly ReadRow<Row>[],
): Promise<ReadRow<Row>[]> => {
  const numbers = rows.map(row => row.number)
  const found = await tables
    .selectFrom('mutabakat.import_row')
    .select('row')
    .where('company_id', '=', actor.company_id)
    .where('import_id', '=', actor.import_id)
    .where('row', 'in', numbers)
    .execute()
  const recorded = new Set(found.map(row => row.row))
  return rows.filter(row => !recorded.has(row.number))
}

/** `before`: what the same rows counted as until now, when they are repaired and not new. */
export const recordRows = async (
  tables: MutabakatTrx,
  actor: ImportActor,
  outcomes: readonly Outcome[],
  before: { wrong: number; warnings: number } = { wrong: 0, warnings: 0 },
): Promise<RowCounts> => {
  const counts: RowCounts = { created: 0, updated: 0, unchanged: 0, wrong: 0, warnings: 0 }
  if (outcomes.length === 0) return counts
  for (const outcome of outcomes) {
    counts[outcome.outcome]++
    counts.warnings += outcome.warnings.length
  }
  await tables
    .insertInto('mutabakat.import_row')
    .values(
      outcomes.map(outcome => ({
        import_id: actor.import_id,
        company_id: actor.company_id,
        row: outcome.number,
        outcome: outcome.outcome,
        letter_id: outcome.letter_id,
        counterparty_id: outcome.counterparty_id,
        failures: JSON.stringify(outcome.failures),
        warnings: JSON.stringify(outcome.warnings),
        cells: JSON.stringify(outcome.cells),
        repair: outcome.repair && JSON.stringify(outcome.repair),
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['import_id', 'row']).doUpdateSet(eb => ({
        outcome: eb.ref('excluded.outcome'),
        letter_id: eb.ref('excluded.letter_id'),
        counterparty_id: eb.ref('excluded.counterparty_id'),
        failures: sql<string>`excluded.failures`,
        warnings: sql<string>`excluded.warnings`,
        cells: sql<string>`excluded.cells`,
        repair: sql<string>`excluded.repair`,
      })),
    )
    .execute()
  const add = (column: keyof RowCounts, by: number) => (eb: ExpressionBuilder<MutabakatTables, 'mutabakat.import'>) =>
    eb(column, '+', by)
  await tables
    .updateTable('mutabakat.import')
    .set({
      created: add('created', counts.created),
      updated: add('updated', counts.updated),
      unchanged: add('unchanged', counts.unchanged),
      wrong: add('wrong', counts.wrong - before.wrong),
      warnings: add('warnings', counts.warnings - before.warnings),
    })
    .where('company_id', '=', actor.company_id)
    .where('id', '=', actor.import_id)
    .execute()
  return counts
}
