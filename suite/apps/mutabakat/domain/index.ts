/** The rules of reconciliation as pure functions: no I/O, safe in a browser. The one door of this folder. */

export { type AmountFailureCode, type AmountReading, parseAmount } from './amount.ts'
export { amountInWords, numberInWords } from './amount-in-words.ts'
export { type BalanceRow, type RowReading, readBalanceRow } from './balance-row.ts'
export {
  addDays,
  type Day,
  type DayFailureCode,
  type DayReading,
  dayInZone,
  formatDay,
  parseDay,
} from './calendar-day.ts'
export { type Cell, cellText, cleanText, isBlank } from './cell.ts'
export { type EmailReading, isEmail, type MobileReading, readEmail, readMobile } from './contact.ts'
export { COUNTERPARTY_KINDS, type CounterpartyKind } from './counterparty-kind.ts'
export { readCurrency } from './currency.ts'
export { createDuplicateCheck, type DuplicateCheck } from './duplicate-rows.ts'
export { FIELDS, type Field } from './field.ts'
export { fold, foldText } from './fold.ts'
export { type Columns, FIELD_HEADINGS, findHeadings, type Headings, type HeadingsNotFound } from './headings.ts'
export { formatIban, type IbanReading, isIban, readIban } from './iban.ts'
export { formatLetterNumber, type LetterNumber, parseLetterNumber } from './letter-number.ts'
export {
  blocksAnother,
  canMove,
  isAnswered,
  isOpen,
  LATER_STATUSES,
  MOVES,
  type Mover,
  movesFrom,
} from './letter-status.ts'
export { type LetterFacts, type LetterText, letterText } from './letter-text.ts'
export { currencyText, formatAmount, formatMoney } from './money-text.ts'
export { convertMinor, parseRate, type RateReading } from './rate.ts'
export { isReason } from './reason.ts'
export {
  type IssueParams,
  ROW_FAILURES,
  ROW_WARNINGS,
  type RowFailure,
  type RowFailureCode,
  type RowWarning,
  type RowWarningCode,
} from './row-failure.ts'
export { otherSide, SIDES, type Side, sideForThem, sideForUs, sideLabel, sideOf, signedMinor } from './side.ts'
export { type SkipReason, skipReason } from './skip-row.ts'
export {
  isMatchingKey,
  isPlaceholder,
  readTaxNumber,
  TAX_NUMBER_KINDS,
  type TaxNumber,
  type TaxNumberKind,
  type TaxNumberReading,
} from './tax-number.ts'
export { isTckn, tcknCheckDigits } from './tckn.ts'
export { isVkn, repairVkn, type VknReading, vknCheckDigit } from './vkn.ts'
export { isVoen } from './voen.ts'
