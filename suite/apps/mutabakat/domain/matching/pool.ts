/** The lines of one side that wait for a partner, with what every rule asks of them worked out once. */
import { foldText } from '../fold.ts'
import { normalizeNumber, shortNumber } from './document-number.ts'
import { dayNumber, effectOf, type LineSide, type StatementLine } from './line.ts'

export type Waiting = {
  line: StatementLine
  day: number
  /** What it adds to "they owe us". */
  effect: bigint
  number: string
  short: string
  opening: boolean
  taken: boolean
}

/** The line a statement begins with: what was carried over from before. */
const OPENING = /^(DEVIR|ACILIS|OPENING|DOVR EVVELI|EVVELKI DOVR)/

export const isOpening = (line: Pick<StatementLine, 'document_type' | 'number'>): boolean =>
  OPENING.test(foldText(line.document_type)) || OPENING.test(foldText(line.number))

/** By day, then by id: whatever the order of the files, the same lines find each other. */
export const waitingOf = (lines: readonly StatementLine[], side: LineSide): Waiting[] =>
  lines
    .map(line => ({
      line,
      day: dayNumber(line.date),
      effect: effectOf(line, side),
      number: normalizeNumber(line.number),
      short: shortNumber(line.number),
      opening: isOpening(line),
      taken: false,
    }))
    .sort((a, b) => a.day - b.day || (a.line.id < b.line.id ? -1 : 1))

/** Waiting lines by a key; lines without a key are left out. Each list keeps the order of days. */
export const groupBy = (lines: readonly Waiting[], keyOf: (line: Waiting) => string): Map<string, Waiting[]> => {
  const groups = new Map<string, Waiting[]>()
  for (const line of lines) {
    if (line.taken) continue
    const key = keyOf(line)
    if (key === '') continue
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return groups
}
