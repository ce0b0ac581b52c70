/** How a screen describes a column, and how TanStack Table gets to hear it. */
import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  type Table,
  tableFeatures,
} from '@tanstack/react-table'
import type { ReactNode } from 'react'

export type Column<Row> = {
  /** Also the name the server sorts by. */
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** `end` for numbers and money. */
  align?: 'start' | 'end'
  isSortable?: boolean
  /** False: always shown. */
  canHide?: boolean
  /** Hidden until somebody shows it. */
  startsHidden?: boolean
  /** CSS length of a column that should not move when its content does: "9rem". */
  width?: string
  /** In the card form on phones: `title` heads the card, `hidden` is left out. */
  card?: 'title' | 'line' | 'hidden'
}

/** Rows come sorted and paged from the server, so no row models are needed here. */
export const features = tableFeatures({ rowSortingFeature, rowSelectionFeature, columnVisibilityFeature })

export type DataRow = Record<string, unknown>
export type RowTable<Row extends DataRow> = Table<typeof features, Row>

export const columnDefs = <Row extends DataRow>(columns: readonly Column<Row>[]) => {
  const helper = createColumnHelper<typeof features, Row>()
  return columns.map(column =>
    helper.display({
      id: column.id,
      header: column.header,
      enableSorting: column.isSortable ?? false,
      enableHiding: column.canHide ?? true,
    }),
  )
}

/** "-created_at" ⇄ TanStack's sorting state. */
export const sortingOf = (sort: string | undefined): { id: string; desc: boolean }[] =>
  sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : []

/** Ascending, descending, back to the list's own order. */
export const nextSort = (column: string, sort: string | undefined): string | undefined => {
  if (sort === column) return `-${column}`
  return sort === `-${column}` ? undefined : column
}
