/** A line of a statement as people see it, with a version of what people write on it. */
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { minorToText } from '#platform/contract'
import type { Line } from '../../contract/index.ts'
import type { StatementLineTable } from '../../data/statement-tables.ts'
import { effectOf } from '../../domain/index.ts'

export const toLine = (row: Selectable<StatementLineTable>): Line => ({
  id: row.id,
  side: row.side,
  position: row.position,
  date: row.day,
  due: row.due,
  document_type: row.document_type,
  number: row.number,
  description: row.description,
  debit: minorToText(row.debit_minor),
  credit: minorToText(row.credit_minor),
  effect: minorToText(effectOf({ debit: row.debit_minor, credit: row.credit_minor }, row.side)),
  pair_id: row.pair_id,
  reason: row.reason,
  note: row.note,
  version: versionOf(row),
})

/** Of the words themselves: a run that guesses the same reason again, or somebody who writes the same, changes nothing. */
const versionOf = ({ reason, note }: Pick<StatementLineTable, 'reason' | 'note'>): string =>
  createHash('sha256')
    .update(JSON.stringify([reason, note]))
    .digest('base64url')
    .slice(0, 16)
