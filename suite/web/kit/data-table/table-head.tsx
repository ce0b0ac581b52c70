/** The sticky first row of a table: names, and sorting by the server. */
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Checkbox } from '../checkbox.tsx'
import { classes } from '../classes.ts'
import { type Column, nextSort } from './column.ts'
import { ROLE } from './roles.ts'

export type TableHeadProps<Row> = {
  columns: readonly Column<Row>[]
  sort: string | undefined
  onSort: ((sort: string | undefined) => void) | undefined
  selection: { all: boolean; some: boolean; onToggleAll: (isSelected: boolean) => void } | null
  /** On phones only what sorts is left, as one line over the cards. */
  asCards: boolean
}

export const TableHead = <Row,>({ columns, sort, onSort, selection, asCards }: TableHeadProps<Row>) => {
  const t = useTranslations('kit.table')
  return (
    <thead
      {...ROLE.rowgroup}
      className={classes('sticky top-0 z-10 bg-surface', asCards && 'max-sm:static max-sm:block')}
    >
      <tr
        {...ROLE.row}
        className={classes(
          'border-b border-line text-sm text-ink-soft',
          asCards && 'max-sm:flex max-sm:items-center max-sm:overflow-x-auto',
        )}
      >
        {selection && (
          <th {...ROLE.columnheader} scope="col" className="w-10 ps-4">
            <Checkbox
              aria-label={t('selectAll')}
              isSelected={selection.all}
              isIndeterminate={selection.some && !selection.all}
              onChange={selection.onToggleAll}
            />
          </th>
        )}
        {columns.map(column => {
          const direction = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : 'none'
          const Arrow = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }[direction]
          return (
            <th
              key={column.id}
              {...ROLE.columnheader}
              scope="col"
              aria-sort={column.isSortable ? direction : undefined}
              style={column.width ? { width: column.width } : undefined}
              className={classes(
                'px-3 py-2.5 font-medium whitespace-nowrap sm:last:pe-4',
                column.align === 'end' ? 'text-end' : 'text-start',
                asCards && !column.isSortable && 'max-sm:hidden',
              )}
            >
              {column.isSortable && onSort ? (
                <button
                  type="button"
                  onClick={() => onSort(nextSort(column.id, sort))}
                  className="inline-flex items-center gap-1.5 rounded hover:text-ink"
                >
                  {column.header}
                  <Arrow className={classes('size-3.5', direction === 'none' && 'opacity-60')} aria-hidden="true" />
                </button>
              ) : (
                column.header
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
