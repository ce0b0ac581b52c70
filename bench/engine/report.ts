/** What a measure found, as one table and its goals: printed to a terminal and written to a page from the same words. */

/** `value` is met when it is at most `at_most`; both in the unit that `about` names. */
export type EngineGoal = { readonly about: string; readonly value: number; readonly at_most: number }

export type Finding = {
  readonly title: string
  /** How it was measured, in a sentence or two. */
  readonly how: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly goals: readonly EngineGoal[]
}

/** NaN, from a server that is not installed, shows as a dash. */
export const figure = (value: number, digits = 2): string => (Number.isNaN(value) ? '–' : value.toFixed(digits))

const goalLine = ({ about, value, at_most }: EngineGoal): string => {
  if (Number.isNaN(value)) return `${about}: not measured, goal ≤ ${at_most}`
  return `${about}: ${figure(value)}, goal ≤ ${at_most} — ${value <= at_most ? 'met' : 'MISSED'}`
}

export const printFinding = ({ title, how, columns, rows, goals }: Finding): void => {
  const table = [columns, ...rows]
  const widths = columns.map((_, column) => Math.max(...table.map(row => row[column]!.length)))
  console.log(`\n${title}\n${how}\n`)
  for (const row of table) {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
    console.log(`  ${cells.join('   ')}`)
  }
  for (const goal of goals) console.log(`  ${goalLine(goal)}`)
}

const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

export const findingPage = ({ title, how, columns, rows, goals }: Finding): string => {
  const rule = columns.map((_, column) => (column === 0 ? '---' : '---:'))
  const table = [columns, rule, ...rows].map(markdownRow).join('\n')
  const list = goals.map(goal => `- ${goalLine(goal)}`).join('\n')
  return `## ${title}\n\n${how}\n\n${table}\n${list === '' ? '' : `\n${list}\n`}`
}
