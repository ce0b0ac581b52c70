/** The tables of linked companies as Kysely sees them; columns are documented in `migrations/0008-mirror.ts`, `0011-readers.ts` and `0014-traces.ts`. */
import type { ColumnType, Generated } from 'kysely'
import type { Currency } from '#platform/contract'
import type { Incoming, LetterKind, LetterStatus } from '../contract/index.ts'

type Stamp = ColumnType<Date, Date | string, Date | string>
type OptionalStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>

/** Of a card. */
export type CardMirror = {
  linked_counterparty_id: string | null
  /** Of the linked company, as it was called when it accepted. */
  linked_title: string | null
  linked_at: OptionalStamp
}

export type LinkRequestTable = {
  id: string
  company_id: string
  counterparty_id: string
  tax_number: string
  asked_by: string
  asked_by_id: Generated<string | null>
  asked_at: Stamp
  expires_at: Stamp
  state: 'open' | 'accepted' | 'withdrawn'
  asked_company_ids: Generated<string[]>
}

export type LinkInvitationTable = {
  id: string
  company_id: string
  request_id: string
  from_company_id: string
  from_title: string
  from_tax_number: string
  from_tax_office: string | null
  asked_at: Stamp
  expires_at: Stamp
  state: 'open' | 'accepted' | 'refused' | 'withdrawn'
  decided_by: string | null
  decided_by_id: Generated<string | null>
  decided_at: OptionalStamp
}

export type IncomingTable = {
  id: string
  company_id: string
  counterparty_id: string | null
  from_company_id: string | null
  from_title: string
  letter_id: string
  no: string
  version: number
  kind: LetterKind
  style: Incoming['style']
  status: LetterStatus
  balance_date: string
  currency: Currency
  minor: bigint | null
  side: 'B' | 'A' | null
  doc_count: number | null
  reply_due: string | null
  letter: ColumnType<Incoming['letter'], string, string>
  received_at: Stamp
  read_at: OptionalStamp
  read_by: string | null
  read_by_id: Generated<string | null>
  answered_at: OptionalStamp
  answered_by: string | null
  answered_by_id: Generated<string | null>
  /** Fingerprints of the addresses of who answered and who asked for time by the link, and of the auditor. */
  answered_trace: Generated<string | null>
  asked_trace: Generated<string | null>
  auditor_trace: Generated<string | null>
  rev: Generated<number>
}

export type MirrorTables = {
  'mutabakat.link_request': LinkRequestTable
  'mutabakat.link_invitation': LinkInvitationTable
  'mutabakat.incoming': IncomingTable
}
