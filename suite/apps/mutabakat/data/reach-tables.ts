/** Deliveries, links, the company's words and evidence as Kysely sees them. */
import type { ColumnType, Generated } from 'kysely'
import type { Locale } from '#platform/contract'
import type {
  Channel,
  DeliveryPurpose,
  DeliveryState,
  EvidenceDetail,
  EvidenceFact,
  SentChannel,
  TemplateKind,
  TemplateParts,
} from '../contract/index.ts'

type Stamp = ColumnType<Date, Date | string, Date | string>
type OptionalStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type TextOrNull = ColumnType<string | null, string | null | undefined, string | null>
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>

export type DeliveryTable = {
  id: string
  company_id: string
  letter_id: string
  link_id: string | null
  channel: Channel
  purpose: Generated<DeliveryPurpose>
  contact_id: TextOrNull
  contact_name: TextOrNull
  address: string
  state: DeliveryState
  message_id: TextOrNull
  error: TextOrNull
  parts: ColumnType<number | null, number | null | undefined, number | null>
  wording_version: Generated<number>
  created_at: Stamp
  sent_at: OptionalStamp
  delivered_at: OptionalStamp
  opened_at: OptionalStamp
}

export type LinkTable = {
  id: string
  company_id: string
  letter_id: string
  channel: Generated<SentChannel>
  /** A mail address, or a mobile number for `sms`. */
  address: string
  contact_id: TextOrNull
  contact_name: TextOrNull
  passed_from: TextOrNull
  expires_at: Stamp
  revoked_at: OptionalStamp
  locked_until: OptionalStamp
  created_at: Stamp
}

export type TemplateTable = {
  company_id: string
  kind: TemplateKind
  locale: Locale
  version: number
  parts: JsonOrNull<TemplateParts>
  created_at: Stamp
  created_by: string
}

export type EvidenceTable = {
  letter_id: string
  seq: number
  company_id: string
  fact: EvidenceFact
  at: Stamp
  link_id: string | null
  detail: JsonOrNull<EvidenceDetail>
  salt: string | null
  detail_sha256: string
  text_sha256: string | null
  document_sha256: string | null
  prev_hash: string
  hash: string
}

/** What reaching people adds to a letter. */
export type LetterReach = {
  wording_version: Generated<number>
  asked_until: ColumnType<string | null, string | null | undefined, string | null>
  asked_until_by: TextOrNull
  evidence_length: Generated<number>
  evidence_head: TextOrNull
}

export type ReachTables = {
  'mutabakat.delivery': DeliveryTable
  'mutabakat.link': LinkTable
  'mutabakat.template': TemplateTable
  'mutabakat.evidence': EvidenceTable
}
