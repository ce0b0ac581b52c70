/** What the reading thread and its owner say to each other. */
import type { SheetRow } from './cell.ts'
import type { SheetFailureCode } from './failures.ts'
import type { SheetInfo, SheetOptions } from './read-sheet.ts'

export type ThreadInput = { source: { path: string } | { bytes: Uint8Array }; options: SheetOptions; batchRows: number }

export type FromThread =
  | { type: 'info'; info: SheetInfo }
  | { type: 'rows'; rows: SheetRow[] }
  | { type: 'end' }
  | { type: 'failure'; code: SheetFailureCode; params: Record<string, string | number>; cause: string }
  | { type: 'fault'; message: string }

/** One `more` asks for one batch: the thread never runs ahead of its reader by more than the batches asked for. */
export type ToThread = { type: 'more' }
