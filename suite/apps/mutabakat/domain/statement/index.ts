/** Reading account statements: where the columns are, and what each row says. */
export {
  findStatementHeadings,
  STATEMENT_FIELDS,
  STATEMENT_HEADING_ROWS,
  STATEMENT_HEADINGS,
  type StatementColumns,
  type StatementField,
  type StatementHeadings,
} from './columns.ts'
export { readStatementRow, type StatementFailure, type StatementReading, type StatementRow } from './statement-row.ts'
