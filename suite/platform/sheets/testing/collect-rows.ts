/** Takes every row of a reading, for tests. */
import type { CellValue, SheetRow } from '../cell.ts'
import { readSheet, type SheetOptions } from '../read-sheet.ts'

export const collectRows = async (bytes: Buffer, options?: SheetOptions): Promise<SheetRow[]> => {
  const rows: SheetRow[] = []
  for await (const row of (await readSheet(bytes, options)).rows) rows.push(row)
  return rows
}

export const collectValues = async (bytes: Buffer, options?: SheetOptions): Promise<CellValue[][]> =>
  (await collectRows(bytes, options)).map(row => row.cells.map(cell => cell.value))

/** The code a reading is refused with, or a description of what came instead. */
export const refusalOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    value => ({ accepted: value }),
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
