/** How much of a sheet is read at most. */
export type RowLimits = { maxRows: number; maxColumns: number }
