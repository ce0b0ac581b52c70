/** Everything a letter on paper needs; the service reads it from the rows, the drawing reads nothing else. */
import type { Currency, Locale } from '#platform/contract'
import type { Auditor, Documents } from '../contract/index.ts'
import type { Day, LetterFacts, Side } from '../domain/index.ts'

/** What is due on one day; `minor` ≥ 0, in the letter's currency. */
export type DueLine = { due: Day; minor: bigint; side: Side }

export type LetterData = {
  /** MUT-2026-000123 */
  no: string
  kind: LetterFacts['kind']
  /** `blank`: the figures are asked for and not told. */
  style: LetterFacts['style']
  /** The day on the letter. */
  date: Day
  company: {
    title: string
    address: string | null
    vkn: string | null
    tax_office: string | null
    email: string | null
    /** Its registered electronic mail address. */
    kep?: string | null
  }
  counterparty: { title: string; tax_office: string | null; tax_number: string | null }
  /** `minor` ≥ 0, hundredths; `side` from the company's point of view. */
  balance: { minor: bigint; currency: Currency; side: Side; date: Day }
  /** Of `ba` and `bs`. */
  documents: Documents | null
  /** Of `cari_vade`: by day, their signed sum is the balance. */
  dues: readonly DueLine[] | null
  /** Of `teyit`. */
  auditor: Auditor | null
  /** The company's own words above the balance, and further notes. */
  intro?: string
  own_notes?: readonly string[]
  reply_days: number
  /** Who signs for the company. */
  signer?: { name: string; title: string | null } | null
  /** Opened by anybody who holds the paper; goes into the QR code. */
  verify_url: string
  locale: Locale
  /** Prints the notice of TTK 94: only with a written current-account contract. */
  contract_notice: boolean
  /** The sender's own words, printed below the balance. */
  note: string | null
  /** What the foot says. Absent: the seal it gets. `draft`: that it did not go out yet. `none`: nothing. */
  foot?: 'draft' | 'none'
}
