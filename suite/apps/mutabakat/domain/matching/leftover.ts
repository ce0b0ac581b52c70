/** What a line that found no partner probably is: a first guess for the list of differences, which people correct. */
import type { ReasonCode } from '../../contract/index.ts'
import type { Day } from '../calendar-day.ts'
import { foldText } from '../fold.ts'
import { dayNumber, type StatementLine } from './line.ts'
import { isOpening } from './pool.ts'

/** Words of document types and descriptions, folded, the most telling first. */
const WORDS: readonly (readonly [RegExp, ReasonCode])[] = [
  [/\b(KUR FARKI|EXCHANGE|MEZENNE)/, 'exchange_difference'],
  [/\b(IADE|RETURN|QAYTARMA)/, 'return'],
  [/\b(TEVKIFAT|KDV|VAT|WITHHOLDING|EDV)/, 'vat'],
  [/\b(FATURA|INVOICE|FAKTURA|HESAB FAKTURA)/, 'missing_invoice'],
  [/\b(TAHSILAT|ODEME|TEDIYE|HAVALE|EFT|CEK|SENET|KREDI KARTI|PAYMENT|TRANSFER|ODENIS)/, 'missing_payment'],
]

/** Bookings this near to the balance's day may be in the other books one period later. */
const CUT_OFF_DAYS = 5

/** `twin`: the same side has a matched line of the same number and amount. */
export const reasonOfLeftover = (
  line: StatementLine & { description: string },
  facts: { balance_date: Day; twin: boolean },
): ReasonCode => {
  if (isOpening(line)) return 'opening_balance'
  if (facts.twin) return 'double_booking'
  const near = Math.abs(dayNumber(facts.balance_date) - dayNumber(line.date)) <= CUT_OFF_DAYS
  const text = foldText(`${line.document_type} ${line.description}`)
  const told = WORDS.find(([words]) => words.test(text))?.[1] ?? null
  if (near && (told === null || told === 'missing_invoice' || told === 'missing_payment')) return 'date_cutoff'
  return told ?? 'other'
}
