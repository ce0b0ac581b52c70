/** What the kinds of letters add to the tables, as Kysely sees it; columns are documented in `migrations/0007-kinds.ts`. */
import type { ColumnType } from 'kysely'
import type { BabsScope } from '../contract/index.ts'

type TextOrNull = ColumnType<string | null, string | null | undefined, string | null>
type NumberOrNull = ColumnType<number | null, number | null | undefined, number | null>

export type LetterOfKind = {
  documents_count: NumberOrNull
  documents_scope: ColumnType<BabsScope | null, BabsScope | null | undefined, BabsScope | null>
  auditor_firm: TextOrNull
  auditor_name: TextOrNull
  auditor_email: TextOrNull
  auditor_reference: TextOrNull
  answer_count: NumberOrNull
}

export type DueLineTable = { company_id: string; letter_id: string; position: number; due: string; minor: bigint }

export type KindTables = { 'mutabakat.due_line': DueLineTable }
