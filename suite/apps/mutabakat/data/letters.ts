/** Reading letters: the row of the list, from its two tables. */
import type { Transaction } from 'kysely'
import { toMoneyJson } from '#platform/contract'
import type { PlatformTables, Trx } from '#platform/store'
import type { LetterRow } from '../contract/index.ts'
import { toDocuments } from './letter-columns.ts'
import type { MutabakatTables } from './tables.ts'

export type MutabakatTrx = Transaction<PlatformTables & MutabakatTables>

/** The same transaction, with this application's tables in its types. */
export const withTables = (trx: Trx): MutabakatTrx => trx.withTables<MutabakatTables>()

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The joined select every reader of rows starts from. */
export const selectRows = (trx: MutabakatTrx, company_id: string) =>
  trx
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as counterparty', join =>
      join
        .onRef('counterparty.id', '=', 'letter.counterparty_id')
        .onRef('counterparty.company_id', '=', 'letter.company_id'),
    )
    .where('letter.company_id', '=', company_id)
    .select([
      'letter.id',
      'letter.no',
      'letter.version',
      'letter.kind',
      'letter.status',
      'letter.counterparty_id',
      'counterparty.code as counterparty_code',
      'counterparty.title as counterparty_title',
      'letter.balance_date',
      'letter.minor',
      'letter.currency',
      'letter.side',
      'letter.documents_count',
      'letter.documents_scope',
      'letter.try_minor',
      'letter.responsible_id',
      'letter.responsible_name',
      'letter.batch_id',
      'letter.reply_due',
      'letter.delivery_state',
      'letter.delivery_error',
      'letter.sender_id',
      'letter.sender_name',
      'letter.created_at',
      'letter.sent_at',
      'letter.viewed_at',
      'letter.answered_at',
      'letter.answer_via',
      'letter.rev',
    ])

export type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectRows>['executeTakeFirstOrThrow']>>

/** A selected row in the form of the wire. */
export const toLetterRow = (row: SelectedRow): LetterRow => ({
  id: row.id,
  no: row.no,
  version: row.version,
  kind: row.kind,
  status: row.status,
  counterparty: { id: row.counterparty_id, code: row.counterparty_code, title: row.counterparty_title },
  balance_date: row.balance_date,
  balance: toMoneyJson({ minor: row.minor, currency: row.currency }),
  side: row.side,
  documents: toDocuments(row),
  try_balance: row.try_minor === null ? null : toMoneyJson({ minor: row.try_minor, currency: 'TRY' }),
  responsible: row.responsible_id ? { id: row.responsible_id, name: row.responsible_name ?? '' } : null,
  batch_id: row.batch_id,
  reply_due: row.reply_due,
  delivery: row.delivery_state,
  delivery_error: row.delivery_error,
  sender: row.sender_id ? { id: row.sender_id, name: row.sender_name ?? '' } : null,
  created_at: row.created_at.toISOString(),
  sent_at: iso(row.sent_at),
  viewed_at: iso(row.viewed_at),
  answered_at: iso(row.answered_at),
  answer_via: row.answer_via,
  rev: row.rev,
})

/** Rows of the company, in the order of their ids as asked; those that are not there are left out. */
export const findRows = async (trx: MutabakatTrx, company_id: string, ids: readonly string[]): Promise<LetterRow[]> => {
  const rows = await selectRows(trx, company_id).where('letter.id', 'in', ids).execute()
  const byId = new Map(rows.map(row => [row.id, toLetterRow(row)]))
  return ids.flatMap(id => byId.get(id) ?? [])
}

/** One row of the company, or undefined. */
export const findRow = async (trx: MutabakatTrx, company_id: string, id: string): Promise<LetterRow | undefined> => {
  const [row] = await findRows(trx, company_id, [id])
  return row
}
