/** A balance list as an .xlsx with a merged title row above the headings and dates stored as serials. */
import { writeXlsx } from 'hucre/xlsx'
import type { BalanceSheet } from './balance-sheet.ts'

/** Straight through hucre: the platform's writer knows neither merged cells nor dates beside text in one column. */
export const writeBalanceSheet = async (sheet: BalanceSheet): Promise<Uint8Array> => {
  const rows = [[sheet.title], [], [...sheet.headings], ...sheet.rows]
  const dates = rows.flatMap((row, at) => row.flatMap((cell, column) => (cell instanceof Date ? [[at, column]] : [])))
  return writeXlsx({
    sheets: [
      {
        name: 'Bakiye',
        columns: sheet.headings.map(() => ({ width: 20 })),
        rows,
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: sheet.headings.length - 1 }],
        cells: new Map(dates.map(([row, column]) => [`${row},${column}`, { style: { numFmt: 'dd.mm.yyyy' } }])),
      },
    ],
  })
}
