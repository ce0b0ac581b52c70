/** Why a spreadsheet is not read: the sheets folder's one table of failures. */
import { type FailureTable, failures } from '#platform/contract'

export const SHEET_FAILURES = {
  file_empty: { status: 422, log: 'no bytes, or no row with a value' },
  file_unknown: { status: 422, log: 'neither an XLSX workbook nor CSV text' },
  file_broken: { status: 422, log: 'begins as a spreadsheet and does not go on as one' },
  file_encrypted: { status: 422, log: 'the workbook is locked with a password' },
  file_macros: { status: 422, log: 'the workbook carries macros or controls' },
  file_external_links: { status: 422, log: 'the workbook takes values from other files' },
  file_inflates: { status: 422, log: 'unpacks to more than is allowed, or than it declares' },
  file_too_large: { status: 413, log: 'expected at most {expected} bytes, got {got}' },
  xls_not_supported: { status: 422, log: 'the binary format of Excel 97–2003' },
  too_many_rows: { status: 422, log: 'more rows than allowed' },
  too_many_columns: { status: 422, log: 'more columns than allowed' },
  sheet_not_found: { status: 422, log: 'the workbook has no such sheet' },
  sheet_too_slow: { status: 422, log: 'reading took longer than allowed' },
} as const satisfies FailureTable
export type SheetFailureCode = keyof typeof SHEET_FAILURES

export const fail = failures(SHEET_FAILURES)
