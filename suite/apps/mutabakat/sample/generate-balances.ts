/**
 * Writes a sample file for the import:
 * `node suite/apps/mutabakat/sample/generate-balances.ts out.xlsx [--rows 1000] [--wrong 3] [--seed 7] [--date 2026-10-31]`
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseDay } from '../domain/index.ts'
import { makeBalanceSheet } from './balance-sheet.ts'
import { writeBalanceSheet } from './write-balance-sheet.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000' },
    wrong: { type: 'string', default: '3' },
    seed: { type: 'string', default: '7' },
    date: { type: 'string', default: '2026-10-31' },
  },
})
const [path] = positionals
const date = parseDay(values.date)
const numbers = [values.rows, values.wrong, values.seed].map(Number)
const [rows = 0, wrong = 0, seed = 0] = numbers
if (!path || !date.ok || !numbers.every(Number.isSafeInteger) || rows < 1 || wrong < 0 || wrong > rows) {
  console.error('generate-balances.ts out.xlsx [--rows 1000] [--wrong 3] [--seed 7] [--date 2026-10-31]')
  process.exitCode = 2
} else {
  const sheet = makeBalanceSheet({ rows, wrong, seed, date: date.day })
  await writeFile(path, await writeBalanceSheet(sheet))
  console.log(
    `${path}: ${rows} rows, wrong in Excel's rows ${sheet.wrong.map(index => index + 4).join(', ') || 'none'}`,
  )
}
