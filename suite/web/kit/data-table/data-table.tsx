/** A list from the server: sorted, filtered and paged there, selected and arranged here; what changes live glows once. */
import { useTable } from '@tanstack/react-table'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Page } from '#platform/contract'
import { classes } from '../classes.ts'
import { ErrorState } from '../error-state.tsx'
import { OfflineState } from '../offline-state.tsx'
import { Skeleton } from '../skeleton.tsx'
import { StaleBanner } from '../stale-banner.tsx'
import { useOnline } from '../use-online.ts'
import { type Column, columnDefs, type DataRow, features, sortingOf } from './column.ts'
import { ColumnMenu } from './column-menu.tsx'
import { ROLE } from './roles.ts'
import { TableFooter } from './table-footer.tsx'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import { type ColumnChoice, useHiddenColumns } from './use-hidden-columns.ts'
import { useNewRows } from './use-new-rows.ts'
import { useReturnRow } from './use-return-row.ts'

export type DataTableProps<Row extends DataRow> = {
  /** Names the table for screen readers, and its column choice in this browser. */
  label: string
  id: string
  columns: readonly Column<Row>[]
  /** Absent: the table keeps its own. */
  columnChoice?: ColumnChoice
  /** A TanStack Query result of the list; `placeholderData: keepPreviousData` keeps the height while a page turns. */
  query: {
    data: Page<Row> | undefined
    error: unknown
    isPending: boolean
    isFetching: boolean
    dataUpdatedAt: number
    refetch: () => unknown
  }
  rowId: (row: Row) => string
  /** What the row is called, for its checkbox. */
  rowName: (row: Row) => string
  /** Anything that differs when the row changed, such as `rev`: the row then glows. */
  rowVersion?: (row: Row) => string | number
  sort?: string | undefined
  onSort?: (sort: string | undefined) => void
  onCursor: (cursor: string | undefined) => void
  /** Page, sort and filters as one text: rows that are new in the same view came live and glow. */
  viewKey: string
  onRowAction?: (row: Row) => void
  selection?: ReadonlySet<string>
  onSelectionChange?: (ids: ReadonlySet<string>) => void
  /** Shown over the table while rows are selected. */
  bulkActions?: (ids: ReadonlySet<string>, clear: () => void) => ReactNode
  /** What stands here when there is nothing: an `EmptyState` with the next step. */
  empty: ReactNode
  /** Left of the column menu: a `FilterBar`. */
  toolbar?: ReactNode
  /** On phones: scroll sideways, or one card a row. */
  phone?: 'scroll' | 'cards'
}

export const DataTable = <Row extends DataRow>(props: DataTableProps<Row>) => {
  const { query, rowId, selection, onSelectionChange } = props
  const t = useTranslations('kit.table')
  const isOnline = useOnline()
  const ownChoice = useHiddenColumns(props.id, props.columns)
  const { hidden, setHidden } = props.columnChoice ?? ownChoice
  const [tabStop, setTabStop] = useState<string | null>(null)
  const rows = query.data?.items ?? NO_ROWS
  const asCards = props.phone === 'cards'
  const body = useRef<HTMLTableSectionElement>(null)
  const leave = useReturnRow(props.id, body, query.data !== undefined)
  const isNew = useNewRows(props.viewKey, query.data === undefined ? null : rows.map(row => rowId(row as Row)))

  const definitions = useMemo(() => columnDefs<Row>(props.columns), [props.columns])
  const table = useTable({
    features,
    columns: definitions,
    data: rows as Row[],
    getRowId: rowId,
    manualSorting: true,
    state: {
      sorting: sortingOf(props.sort),
      rowSelection: Object.fromEntries(Array.from(selection ?? [], id => [id, true])),
      columnVisibility: Object.fromEntries(props.columns.map(column => [column.id, !hidden.has(column.id)])),
    },
  })
  const shown = table.getVisibleLeafColumns().map(column => props.columns.find(one => one.id === column.id)!)
  const tableRows = table.getRowModel().rows
  const first = tableRows[0]?.id ?? null

  const select = (ids: readonly string[], isSelected: boolean) => {
    const next = new Set(selection)
    for (const id of ids) isSelected ? next.add(id) : next.delete(id)
    onSelectionChange?.(next)
  }
  const selected = selection?.size ?? 0

  return (
    <section className="min-w-0 rounded-card border border-line bg-surface shadow-card">
      <div className="flex flex-wrap items-end gap-3 p-3">
        <div className="min-w-0 flex-1">
          {selected > 0 && props.bulkActions ? (
            <div className="flex min-h-10 flex-wrap items-center gap-3">
              <p className="text-sm font-medium">{t('selected', { count: selected })}</p>
              {props.bulkActions(selection!, () => onSelectionChange?.(new Set()))}
            </div>
          ) : (
            props.toolbar
          )}
        </div>
        {/* A card's lines are few enough to all be shown. */}
        <div className={asCards ? 'max-sm:hidden' : ''}>
          <ColumnMenu
            columns={props.columns}
            isVisible={id => !hidden.has(id)}
            onToggle={(id, visible) => setHidden(id, !visible)}
          />
        </div>
      </div>
      {!isOnline && query.data && (
        <div className="px-3 pb-3">
          <StaleBanner since={query.dataUpdatedAt} />
        </div>
      )}
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
      ) : !isOnline && !query.data ? (
        <OfflineState />
      ) : query.data && rows.length === 0 ? (
        props.empty
      ) : (
        <section
          aria-label={props.label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
          tabIndex={0}
          // The hidden inputs of its checkboxes are positioned: without `relative` they make the page itself scroll.
          className={classes(
            'relative max-h-[70dvh] overflow-auto border-t border-line',
            // One scroll inside another catches thumbs.
            asCards && 'max-sm:max-h-none',
          )}
        >
          <table
            {...ROLE.table}
            aria-label={props.label}
            aria-busy={query.isFetching}
            className={classes('w-full border-collapse text-start', asCards && 'max-sm:block')}
          >
            <TableHead
              columns={shown}
              sort={props.sort}
              onSort={props.onSort}
              asCards={asCards}
              selection={
                onSelectionChange
                  ? {
                      all: table.getIsAllRowsSelected(),
                      some: selected > 0,
                      onToggleAll: on =>
                        select(
                          tableRows.map(row => row.id),
                          on,
                        ),
                    }
                  : null
              }
            />
            <tbody ref={body} {...ROLE.rowgroup} onKeyDown={moveBetweenRows} className={asCards ? 'max-sm:block' : ''}>
              {query.isPending
                ? SKELETON_ROWS.map(key => (
                    <tr key={key} className="border-b border-line">
                      {onSelectionChange && <td />}
                      {shown.map(column => (
                        <td key={column.id} className="px-4 py-3.5">
                          <Skeleton />
                        </td>
                      ))}
                    </tr>
                  ))
                : tableRows.map(({ id, original }) => (
                    <TableRow
                      key={id}
                      id={id}
                      row={original}
                      name={props.rowName(original)}
                      version={props.rowVersion?.(original)}
                      isNew={isNew(id)}
                      columns={shown}
                      asCards={asCards}
                      isSelected={selection?.has(id) ?? false}
                      onSelect={onSelectionChange ? on => select([id], on) : undefined}
                      onAction={props.onRowAction ? () => props.onRowAction!(original) : undefined}
                      isTabStop={(tabStop ?? first) === id}
                      onFocus={() => {
                        setTabStop(id)
                        leave(id)
                      }}
                    />
                  ))}
            </tbody>
          </table>
        </section>
      )}
      <TableFooter page={query.data} onCursor={props.onCursor} />
    </section>
  )
}

const NO_ROWS: readonly never[] = []
const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** Arrow keys, Home and End walk the rows; only one of them is a tab stop. */
const moveBetweenRows = (event: KeyboardEvent<HTMLElement>): void => {
  const rows = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[data-row][tabindex]'))
  const at = rows.indexOf(event.target as HTMLElement)
  if (at === -1) return
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (to === undefined || !rows[to]) return
  event.preventDefault()
  rows[to].focus()
}
