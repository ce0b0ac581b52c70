/** The job that reads an uploaded statement: its lines replace nothing until all of them are there, then matching begins. */
import type { Services } from '#platform/app'
import { Failure } from '#platform/contract'
import type { JobContext } from '#platform/jobs'
import { openSheet, type SheetRow } from '#platform/sheets'
import { fail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { StatementLineTable, StoredProblem } from '../../data/statement-tables.ts'
import {
  findStatementHeadings,
  readStatementRow,
  STATEMENT_HEADING_ROWS,
  STATEMENT_HEADINGS,
  type StatementColumns,
  type StatementRow,
} from '../../domain/index.ts'
import { lockComparison, touchComparison } from './open-comparison.ts'
import { queueMatching } from './queue-matching.ts'

const MAX_LINES = 50_000
const MAX_PROBLEMS = 50
const CHUNK = 1000

type Found = Awaited<ReturnType<typeof load>>

const load = (services: Services, company_id: string, statement_id: string) =>
  services.store.inCompany(company_id, async trx => {
    const found = await withTables(trx)
      .selectFrom('mutabakat.statement as statement')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'statement.letter_id')
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .select([
        'statement.id',
        'statement.side',
        'statement.state',
        'statement.file_id',
        'statement.replaced_at',
        'letter.id as letter_id',
        'letter.currency',
        'counterparty.code',
      ])
      .where('statement.company_id', '=', company_id)
      .where('statement.id', '=', statement_id)
      .executeTakeFirst()
    if (found?.state !== 'reading' || found.replaced_at !== null) return null
    const file = await services.files.read(trx, company_id, found.file_id)
    return { ...found, path: file.path }
  })

type Reading = { rows: StatementRow[]; problems: StoredProblem[]; wrong: number; skipped: number }

/** A file that cannot be read is the file's fault: the statement says so, and it is not tried again. */
export const readStatement = async (
  services: Services,
  company_id: string,
  statement_id: string,
  job: Pick<JobContext, 'signal'>,
): Promise<void> => {
  const found = await load(services, company_id, statement_id)
  if (!found) return
  try {
    const reading = await readRows(found, job.signal)
    await keepLines(services, company_id, found, reading)
  } catch (error) {
    if (!(error instanceof Failure) || error.status >= 500) throw error
    await refuse(services, company_id, found, error)
  }
}

const values = (row: SheetRow) => row.cells.map(cell => cell.value)

const readRows = async (found: NonNullable<Found>, signal: AbortSignal): Promise<Reading> => {
  const sheet = await openSheet({ path: found.path }, { signal, batchRows: CHUNK, maxRows: MAX_LINES })
  const reading: Reading = { rows: [], problems: [], wrong: 0, skipped: 0 }
  let columns: StatementColumns | null = null
  let above: SheetRow[] = []
  for await (const batch of sheet.batches) {
    let rows = batch
    if (!columns) {
      above = [...above, ...batch]
      const headings = findStatementHeadings(above.slice(0, STATEMENT_HEADING_ROWS).map(values))
      if (!headings.ok && above.length < STATEMENT_HEADING_ROWS) continue
      if (!headings.ok) throw headingsMissing(above)
      columns = headings.columns
      rows = above.slice(headings.row + 1)
    }
    for (const row of rows) readOne(found, columns, row, reading)
  }
  if (!columns) throw headingsMissing(above)
  if (reading.rows.length === 0) throw fail('statement_empty')
  return reading
}

const headingsMissing = (above: readonly SheetRow[]): Failure => {
  const headings = findStatementHeadings(above.map(values))
  const missing = headings.ok ? [] : headings.missing.map(field => STATEMENT_HEADINGS[field])
  return fail('statement_headings_not_found', { params: { missing: missing.join(', ') } })
}

/** A file of our own program may hold many accounts; the other side names us by a code we cannot know. */
const isOtherAccount = (found: NonNullable<Found>, row: StatementRow): boolean =>
  found.side === 'ours' && row.code !== null && row.code !== found.code

const readOne = (found: NonNullable<Found>, columns: StatementColumns, row: SheetRow, reading: Reading): void => {
  const read = readStatementRow(values(row), columns, found.currency)
  if (read.ok) {
    if (isOtherAccount(found, read.row)) reading.skipped++
    else reading.rows.push(read.row)
    return
  }
  if ('skip' in read) {
    if (read.skip === 'other_currency') reading.skipped++
    return
  }
  reading.wrong++
  const room = MAX_PROBLEMS - reading.problems.length
  reading.problems.push(
    ...read.failures.slice(0, room).map(({ column, code, params }) => ({
      row: row.number,
      column: STATEMENT_HEADINGS[column],
      code,
      params: { ...params },
    })),
  )
}

/** All lines or none: whoever looks meanwhile sees a statement that is being read. */
const keepLines = (
  services: Services,
  company_id: string,
  found: NonNullable<Found>,
  reading: Reading,
): Promise<void> =>
  services.store.inCompany(company_id, async trx => {
    const { tables, letter, comparison } = await lockComparison(trx, company_id, found.letter_id)
    const lines = reading.rows.map(
      (row, at): StatementLineTable => ({
        id: services.id(),
        company_id,
        letter_id: found.letter_id,
        statement_id: found.id,
        side: found.side,
        position: at + 1,
        day: row.date,
        due: row.due,
        document_type: row.document_type,
        number: row.number,
        description: row.description,
        debit_minor: row.debit,
        credit_minor: row.credit,
        pair_id: null,
        reason: null,
        note: null,
        explained_by: null,
      }),
    )
    const days = lines.map(line => line.day).sort()
    const { numUpdatedRows } = await tables
      .updateTable('mutabakat.statement')
      .set({
        state: 'ready',
        lines: lines.length,
        wrong: reading.wrong,
        skipped: reading.skipped,
        problems: JSON.stringify(reading.problems),
        debit_minor: lines.reduce((sum, line) => sum + line.debit_minor, 0n),
        credit_minor: lines.reduce((sum, line) => sum + line.credit_minor, 0n),
        from_day: days[0] ?? null,
        to_day: days.at(-1) ?? null,
      })
      .where('company_id', '=', company_id)
      .where('id', '=', found.id)
      .where('state', '=', 'reading')
      .where('replaced_at', 'is', null)
      .executeTakeFirstOrThrow()
    // Read by an attempt before this one, or replaced meanwhile.
    if (numUpdatedRows === 0n) return
    for (let at = 0; at < lines.length; at += CHUNK)
      await tables
        .insertInto('mutabakat.statement_line')
        .values(lines.slice(at, at + CHUNK))
        .execute()
    await queueMatching(services, trx, { company_id, user_id: 'system' }, letter, comparison)
  })

const refuse = (services: Services, company_id: string, found: NonNullable<Found>, error: Failure): Promise<unknown> =>
  services.store.inCompany(company_id, async trx => {
    const { tables, letter } = await lockComparison(trx, company_id, found.letter_id)
    await tables
      .updateTable('mutabakat.statement')
      .set({ state: 'failed', error_code: error.code, error_params: JSON.stringify(error.params) })
      .where('company_id', '=', company_id)
      .where('id', '=', found.id)
      .execute()
    await touchComparison(services, trx, { company_id, user_id: 'system' }, letter)
  })
