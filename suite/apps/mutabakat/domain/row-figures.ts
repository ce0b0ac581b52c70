/** The half of a row that says how much, on which side, in which currency and at which day. */
import type { Currency } from '#platform/contract'
import { minorToText } from '#platform/contract'
import { parseAmount } from './amount.ts'
import { type Day, parseDay } from './calendar-day.ts'
import { cellText } from './cell.ts'
import { readCurrency } from './currency.ts'
import { erpCurrency } from './erp.ts'
import { fold } from './fold.ts'
import { convertMinor, parseRate } from './rate.ts'
import type { RowReader } from './row-reader.ts'
import { type Side, sideOf } from './side.ts'

type Balance = { minor: bigint; side: Side /** named in the amount's own text */; currency: Currency | null }

const SIDE_WORDS: Readonly<Record<string, Side>> = {
  B: 'B',
  BORC: 'B',
  BORCLU: 'B',
  D: 'B',
  DEBIT: 'B',
  DEBET: 'B',
  A: 'A',
  ALACAK: 'A',
  ALACAKLI: 'A',
  C: 'A',
  K: 'A',
  CREDIT: 'A',
  KREDIT: 'A',
}

const readSideColumn = (reader: RowReader): Side | null => {
  if (!reader.has('side')) return null
  return SIDE_WORDS[fold(cellText(reader.cell('side')))] ?? reader.fail('side', 'side_invalid')
}

/** One column: signed, or with its side in the text or in the next column. All that is said about the side has to agree. */
const readSigned = (reader: RowReader): Balance | null => {
  const reading = parseAmount(reader.cell('balance'), reader.rules.decimal)
  const column = readSideColumn(reader)
  if (!reading.ok) return reader.fail('balance', reading.code)
  const { minor, side } = sideOf(reading.minor)
  const currency = reading.currency ?? null
  if (reading.side && column && reading.side !== column) {
    return reader.fail('side', 'side_conflict', { value: cellText(reader.cell('balance')), other: column })
  }
  // Only an unsigned balance can do with a side that holds for the whole file.
  const usual = reading.minor > 0n ? reader.rules.defaults.side : undefined
  const said = column ?? reading.side ?? usual ?? null
  // A minus beside "B" is a negative debit: a slip or a credit, and only the writer knows which.
  if (reading.minor < 0n && said === 'B') {
    return reader.fail('balance', 'side_conflict', { value: cellText(reader.cell('balance')), other: said })
  }
  return { minor, side: said ?? side, currency }
}

/** Two columns: exactly one of them holds something but zero. */
const readTwoColumns = (reader: RowReader): Balance | null => {
  const sides = (['debit_balance', 'credit_balance'] as const).filter(field => reader.has(field))
  const read = sides.map(field => ({ field, reading: parseAmount(reader.cell(field), reader.rules.decimal) }))
  if (read.length === 0) return reader.fail('debit_balance', 'amount_missing', {})
  for (const { field, reading } of read) {
    if (!reading.ok) return reader.fail(field, reading.code)
    const side: Side = field === 'debit_balance' ? 'B' : 'A'
    if (reading.minor < 0n || (reading.side && reading.side !== side)) {
      return reader.fail(field, 'side_conflict', { value: cellText(reader.cell(field)), other: side })
    }
  }
  const filled = read.flatMap(({ field, reading }) => (reading.ok && reading.minor > 0n ? [{ field, reading }] : []))
  if (filled.length > 1) return reader.fail('debit_balance', 'both_sides_filled', {})
  const [only] = filled
  if (!only) return { minor: 0n, side: 'B', currency: null }
  const side: Side = only.field === 'debit_balance' ? 'B' : 'A'
  return { minor: only.reading.minor, side, currency: only.reading.currency ?? null }
}

const readDayOf = (reader: RowReader, field: 'date' | 'due_date'): Day | null => {
  const given = reader.rules.defaults.date
  if (field === 'date' && given && !reader.has('date')) return given
  const reading = parseDay(reader.cell(field), reader.rules.date_order)
  return reading.ok ? reading.day : reader.fail(field, reading.code, reading.code === 'day_missing' ? {} : undefined)
}

/** By its name, its code, or the number the file's ERP program has for it. */
export const currencyOf = (reader: RowReader): Currency | null => {
  const text = cellText(reader.cell('currency'))
  const { erp } = reader.rules
  return (erp && erpCurrency(erp, text)) || readCurrency(text)
}

const readCurrencyOf = (reader: RowReader, balance: Balance): Currency | null => {
  if (!reader.has('currency')) return balance.currency ?? reader.rules.defaults.currency ?? 'TRY'
  const currency = currencyOf(reader)
  if (!currency) return reader.fail('currency', 'currency_unknown')
  if (balance.currency && balance.currency !== currency) {
    return reader.fail('currency', 'currency_conflict', { value: balance.currency, other: currency })
  }
  return currency
}

/** The lira equivalent as written, else computed; a thousandth of difference between both is worth a look. */
const readTry = (reader: RowReader, minor: bigint, currency: Currency, rate: string | null): bigint | null => {
  if (currency === 'TRY') return minor
  const computed = rate === null ? null : convertMinor(minor, rate)
  if (!reader.has('try_amount')) {
    if (computed === null) reader.warn('rate', 'rate_missing', { value: currency })
    return computed
  }
  const reading = parseAmount(reader.cell('try_amount'), reader.rules.decimal)
  if (!reading.ok) return reader.fail('try_amount', reading.code)
  const written = reading.minor < 0n ? -reading.minor : reading.minor
  const gap = computed === null ? 0n : written - computed
  if (computed !== null && (gap < 0n ? -gap : gap) * 1000n > computed) {
    const params = { value: minorToText(written), expected: minorToText(computed) }
    reader.warn('try_amount', 'try_amount_differs', params)
  }
  return written
}

const readRate = (reader: RowReader, currency: Currency): string | null => {
  if (!reader.has('rate') || currency === 'TRY') return null
  const reading = parseRate(reader.cell('rate'))
  // Programs write 0 where they have no rate.
  if (!reading.ok && /^0([.,]0+)?$/.test(cellText(reader.cell('rate')))) return null
  return reading.ok ? reading.rate : reader.fail('rate', reading.code)
}

/** Debit and credit say the side themselves; a third column Bakiye counts only together with its own side. */
const hasTwoColumns = (reader: RowReader): boolean =>
  (reader.has('debit_balance') || reader.has('credit_balance')) && !(reader.has('balance') && reader.has('side'))

/** Null when day or amount cannot be read; the reader remembers why. */
export const readFigures = (reader: RowReader) => {
  const date = readDayOf(reader, 'date')
  const due_date = reader.has('due_date') ? readDayOf(reader, 'due_date') : null
  const balance = hasTwoColumns(reader) ? readTwoColumns(reader) : readSigned(reader)
  const currency = balance && readCurrencyOf(reader, balance)
  if (date === null || !balance || !currency) return null
  if (balance.minor === 0n) reader.warn('balance', 'balance_zero', {})
  const rate = readRate(reader, currency)
  const try_minor = readTry(reader, balance.minor, currency, rate)
  return { date, minor: balance.minor, side: balance.side, currency, rate, try_minor, due_date }
}
