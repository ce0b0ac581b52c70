/** Everything a letter on paper needs; the service reads it from the rows, the drawing reads nothing else. */
import type { Currency, Locale } from '#platform/contract'
import type { Day, Side } from '../domain/index.ts'

export type LetterData = {
  /** MUT-2026-000123 */
  no: string
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
  /** The balance is asked for and not told. */
  blank?: boolean
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
}
