/** Guesses what a column without a known name is by what stands in it: addresses, numbers and days give themselves away. */
import { parseDay } from './calendar-day.ts'
import { type Cell, cellText, isBlank } from './cell.ts'
import { isEmail, readMobile } from './contact.ts'
import { FIELDS_OF, type Field, type ImportKind } from './field.ts'
import type { Match } from './headings.ts'
import { readIban } from './iban.ts'
import { isTckn } from './tckn.ts'
import { isVkn } from './vkn.ts'

const isText = (cell: Cell): cell is string => typeof cell === 'string'

/** Each so strict that a column of something else hardly passes. */
const SIGNS: readonly (readonly [Field, (cell: Cell) => boolean])[] = [
  ['email', cell => isText(cell) && isEmail(cell.trim().toLowerCase())],
  ['iban', cell => isText(cell) && readIban(cell).ok],
  ['tax_number', cell => isVkn(cellText(cell)) || isTckn(cellText(cell))],
  ['date', cell => (cell instanceof Date || (isText(cell) && /[./-]/.test(cell))) && parseDay(cell).ok],
  [
    'mobile',
    cell => {
      const reading = readMobile(cell)
      return reading.ok && reading.mobile
    },
  ],
]

const MOST_LOOKED_AT = 200
/** Of the filled cells: a typo here and there does not hide what a column is. */
const ENOUGH = 0.8

/** Only fields nothing has been found for yet, and only columns nothing is known of; the first that fits is taken. */
export const guessColumns = (
  matches: readonly Match[],
  rows: readonly (readonly Cell[])[],
  kind: ImportKind,
): Match[] => {
  const taken = new Set(matches.flatMap(({ field }) => field ?? []))
  return matches.map(match => {
    if (match.field) return match
    const filled = rows
      .slice(0, MOST_LOOKED_AT)
      .map(cells => cells[match.index])
      .filter(cell => !isBlank(cell))
    if (filled.length === 0) return match
    const found = SIGNS.find(
      ([field, fits]) =>
        FIELDS_OF[kind].includes(field) && !taken.has(field) && filled.filter(fits).length >= filled.length * ENOUGH,
    )
    if (!found) return match
    taken.add(found[0])
    return { ...match, field: found[0], certainty: 'guess' }
  })
}
