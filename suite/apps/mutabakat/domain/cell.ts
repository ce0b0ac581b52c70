/** One cell of a people's spreadsheet, and its text as a person would read it. */

/** What a reader of .xlsx or .csv hands over. A `Date` is a calendar day kept at midnight UTC. */
export type Cell = string | number | boolean | Date | null | undefined

/** Spaces that Excel, ERP reports and web pages put where a plain one belongs (no-break, narrow, thin, zero width, BOM). */
const ODD_SPACES = /[\u00a0\u1680\u2000-\u200d\u202f\u205f\u3000\ufeff]/g

/** Odd spaces become plain ones, runs of them one, ends are trimmed. */
export const cleanText = (text: string): string => text.replace(ODD_SPACES, ' ').replace(/\s+/g, ' ').trim()

/** The cell's text; an integer keeps all its digits instead of becoming 1e+21. Empty text for an empty cell. */
export const cellText = (cell: Cell): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  if (typeof cell === 'number' && Number.isSafeInteger(cell)) return cell.toFixed(0)
  return cleanText(String(cell))
}

export const isBlank = (cell: Cell): boolean => cellText(cell) === ''

/** A cell quoted in a message to people: short, on one line. */
export const quoteCell = (cell: Cell): string => {
  const text = cellText(cell)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
