/** What we brought to the comparison of our own letter about the same account: it may be given to the other side as well. */
import type { Services } from '#platform/app'
import { minorToText } from '#platform/contract'
import { type WritableCell, writeCsv } from '#platform/sheets'
import { fail, type Incoming } from '../../contract/index.ts'
import type { SelectedIncoming } from '../../data/incoming.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { STATEMENT_HEADINGS } from '../../domain/index.ts'

type OwnStatement = NonNullable<Incoming['own_statement']>

const selectOwn = (tables: MutabakatTrx, row: SelectedIncoming) =>
  tables
    .selectFrom('mutabakat.statement')
    .select(['id', 'lines', 'from_day as from', 'to_day as to'])
    .where('company_id', '=', row.company_id)
    .where('letter_id', '=', row.own_id)
    .where('side', '=', 'ours')
    .where('state', '=', 'ready')
    .where('replaced_at', 'is', null)
    .executeTakeFirst()

/** Null without one that was read to its end. */
export const findOwnStatement = async (tables: MutabakatTrx, row: SelectedIncoming): Promise<OwnStatement | null> => {
  const own = row.own_id === null ? undefined : await selectOwn(tables, row)
  return own ? { lines: own.lines, from: own.from, to: own.to } : null
}

/**
 * Its lines as a file of their own. The file they were read from stays with us: programs write many accounts into one, and
 * the others are not the sender's business. Throws `statements_missing`.
 */
export const writeOwnStatement = (
  services: Services,
  row: SelectedIncoming,
): Promise<{ name: string; bytes: Buffer }> =>
  services.store.inCompany(row.company_id, async trx => {
    const tables = withTables(trx)
    const own = row.own_id === null ? undefined : await selectOwn(tables, row)
    if (!own) throw fail('statements_missing')
    const lines = await tables
      .selectFrom('mutabakat.statement_line')
      .select(['day', 'due', 'document_type', 'number', 'description', 'debit_minor', 'credit_minor'])
      .where('company_id', '=', row.company_id)
      .where('statement_id', '=', own.id)
      .orderBy('position')
      .execute()
    const amount = (minor: bigint): WritableCell => (minor === 0n ? null : minorToText(minor))
    const { date, due, document_type, number, description, debit, credit } = STATEMENT_HEADINGS
    const bytes = await writeCsv({
      columns: [
        { header: date, kind: 'date' },
        { header: due, kind: 'date' },
        { header: document_type, kind: 'text' },
        { header: number, kind: 'text' },
        { header: description, kind: 'text' },
        { header: debit, kind: 'money' },
        { header: credit, kind: 'money' },
      ],
      rows: lines.map(line => [
        ...[line.day, line.due, line.document_type, line.number, line.description],
        ...[amount(line.debit_minor), amount(line.credit_minor)],
      ]),
    })
    // By the number that both sides know the letter by: ours may be one of the sender's as well.
    return { name: `${row.no}.csv`, bytes }
  })
