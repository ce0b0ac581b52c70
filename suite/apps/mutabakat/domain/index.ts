/** The rules of reconciliation as pure functions: no I/O, safe in a browser. The one door of this folder. */

export { type AmountFailureCode, type AmountReading, type DecimalSign, parseAmount } from './amount.ts'
export { amountInWords, numberInWords } from './amount-in-words.ts'
export { babsLimitOf } from './babs-limit.ts'
export { type BabsReading, type BabsRow, newsOfBabs, readBabsRow } from './babs-row.ts'
export { type BalanceOutcome, balanceOutcome, type LetterNow } from './balance-outcome.ts'
export { type BalanceRow, type RowReading, readBalanceRow } from './balance-row.ts'
export {
  addDays,
  type Day,
  type DayFailureCode,
  type DayReading,
  dayInZone,
  formatDay,
  formatMonth,
  instantText,
  isMonthEnd,
  monthEnd,
  parseDay,
} from './calendar-day.ts'
export { type CardReading, type CardRow, readCardRow } from './card-row.ts'
export { type Cell, cellText, cleanText, isBlank } from './cell.ts'
export {
  answersByWorkingDay,
  type ClosingForecast,
  type ClosingLook,
  type ClosingWindow,
  type DaysOff,
  forecastClosing,
  forecastWindow,
  isAnsweringDay,
} from './closing-forecast.ts'
export { type EmailReading, isEmail, type MobileReading, readEmail, readMobile } from './contact.ts'
export { COUNTERPARTY_KINDS, type CounterpartyKind } from './counterparty-kind.ts'
export { readCurrency } from './currency.ts'
export { deliveryStateOf } from './delivery-state.ts'
export {
  addToGroup,
  type DueGroup,
  type DueReading,
  type DueRow,
  dueKey,
  hasTooManyDues,
  inGroup,
  joinDues,
  readDueRow,
} from './due-row.ts'
export { createDuplicateCheck, type DuplicateCheck } from './duplicate-rows.ts'
export { recogniseErp } from './erp.ts'
export { type ChainVerdict, chainStart, type Digest, detailText, factHash, verifyFacts } from './evidence.ts'
export { BALANCE_FIELDS, CARD_FIELDS, FIELDS, FIELDS_OF, type Field, type ImportKind } from './field.ts'
export { fold, foldText } from './fold.ts'
export { type FourEyes, needsApproval, type Weight } from './four-eyes.ts'
export { FIELD_HEADINGS } from './heading-names.ts'
export {
  type Columns,
  findHeadings,
  type Headings,
  type HeadingsNotFound,
  type Match,
  missingFields,
} from './headings.ts'
export { formatIban, type IbanReading, isIban, readIban } from './iban.ts'
export {
  documentsOfRow,
  duesOfRow,
  fieldsOfRow,
  kindOfRow,
  type LetterSource,
  newsOfRow,
  partsOf,
} from './imported-letter.ts'
export { type ActionFacts, type Reader, refusalOf } from './letter-actions.ts'
export { familyOf, isBabs, type LetterFamily, theirForm } from './letter-family.ts'
export {
  balanceOfDues,
  differenceOf,
  type FigureClaim,
  keptKind,
  type LetterFigures,
  readLetterFigures,
  type SignedDue,
  sideOfForm,
} from './letter-figures.ts'
export { formatLetterNumber, type LetterNumber, parseLetterNumber } from './letter-number.ts'
export {
  blocksAnother,
  canMove,
  isAnswered,
  isOpen,
  isUnfinished,
  isUnsent,
  MOVES,
  type Mover,
  mayBeCalled,
  movesFrom,
} from './letter-status.ts'
export { aboutLetter, type Figures, type LetterFacts, type LetterText, letterText, requestOf } from './letter-text.ts'
export { inLira, kindOf } from './letter-value.ts'
export { lookAtRows, type NumberedRow, type RowsLook } from './look-at-rows.ts'
export {
  dayNumber,
  effectOf,
  type LineMatch,
  type MatchStep,
  matchLines,
  normalizeNumber,
  reasonOfLeftover,
  type StatementLine,
} from './matching/index.ts'
export { type CardNews, type CardState, mergeCard, NEWS_OF_BALANCES, newsOfBalance } from './merge-card.ts'
export { compareMirror, type Figure, type Mirrored, seenFromThere } from './mirror.ts'
export { currencyText, formatAmount, formatLetterMoney, formatMoney, formatWholeMoney } from './money-text.ts'
export { type MonthReading, readMonth } from './month.ts'
export { convertMinor, parseRate, type RateReading } from './rate.ts'
export {
  bestMoment,
  decideReach,
  nextOfficeInstant,
  type ReachDecision,
  type ReachFacts,
  type ReachPerson,
  type ReachPlan,
  subtractWorkingHours,
  workingDayFrom,
} from './reach/index.ts'
export { isReason } from './reason.ts'
export { dueReminder } from './reminder-plan.ts'
export { type ReplayState, statesAfter } from './replay.ts'
export {
  type IssueParams,
  ROW_FAILURES,
  ROW_WARNINGS,
  type RowFailure,
  type RowFailureCode,
  type RowWarning,
  type RowWarningCode,
} from './row-failure.ts'
export { PLAIN_RULES, type ReadingRules } from './row-reader.ts'
export { otherSide, SIDES, type Side, sideForThem, sideForUs, sideLabel, sideOf, signedMinor } from './side.ts'
export { type SkipReason, skipReason } from './skip-row.ts'
export { type StatusCount, standingOf } from './standing.ts'
export {
  findStatementHeadings,
  readStatementRow,
  STATEMENT_HEADING_ROWS,
  STATEMENT_HEADINGS,
  type StatementColumns,
  type StatementRow,
} from './statement/index.ts'
export {
  isMatchingKey,
  isPlaceholder,
  PLACEHOLDERS,
  readTaxNumber,
  TAX_NUMBER_KINDS,
  type TaxNumber,
  type TaxNumberKind,
  type TaxNumberReading,
} from './tax-number.ts'
export { isTckn, tcknCheckDigits } from './tckn.ts'
export { isVkn, repairVkn, type VknReading, vknCheckDigit } from './vkn.ts'
export { isVoen } from './voen.ts'
export {
  familyOfTemplate,
  fillWording,
  templateFor,
  unknownVariables,
  type WordingFacts,
  type WordingValues,
  wordingFaults,
  wordingValues,
} from './wording.ts'
export { DEFAULT_WORDING } from './wording-defaults.ts'
export {
  type Calendar,
  instantInZone,
  isHoliday,
  isWorkingDay,
  nextWorkingInstant,
  timeInZone,
} from './working-day.ts'
