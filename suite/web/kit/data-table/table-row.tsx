/** One row: a line of the table, or a card on phones; glows once when it changed live. */
import type { KeyboardEvent, MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Checkbox } from '../checkbox.tsx'
import { classes } from '../classes.ts'
import { useGlow } from '../use-glow.ts'
import type { Column } from './column.ts'
import { ROLE } from './roles.ts'

export type TableRowProps<Row> = {
  id: string
  row: Row
  name: string
  version: string | number | undefined
  isNew: boolean
  columns: readonly Column<Row>[]
  asCards: boolean
  isSelected: boolean
  onSelect: ((isSelected: boolean) => void) | undefined
  onAction: (() => void) | undefined
  isTabStop: boolean
  onFocus: () => void
}

/** A click on a link, button or box inside the row is theirs, not the row's. */
const meantForRow = (event: MouseEvent | KeyboardEvent): boolean =>
  !(event.target as Element).closest('a, button, input, label, [role="checkbox"]') && !getSelection()?.toString()

export const TableRow = <Row,>(props: TableRowProps<Row>) => {
  const { row, columns, asCards, isSelected, onSelect, onAction } = props
  const t = useTranslations('kit.table')
  const glow = useGlow(props.version, props.isNew)

  const press = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter' && onAction) onAction()
    else if (event.key === ' ' && onSelect) onSelect(!isSelected)
    else return
    event.preventDefault()
  }
  const click = (event: MouseEvent) => {
    if (meantForRow(event)) onAction?.()
  }
  const canFocus = onAction !== undefined || onSelect !== undefined
  return (
    <tr
      {...ROLE.row}
      data-glow={glow}
      data-row={props.id}
      aria-selected={onSelect ? isSelected : undefined}
      tabIndex={canFocus ? (props.isTabStop ? 0 : -1) : undefined}
      onFocus={props.onFocus}
      onKeyDown={canFocus ? press : undefined}
      onClick={onAction ? click : undefined}
      className={classes(
        'border-b border-line last:border-b-0 -outline-offset-2 transition-colors',
        onAction && 'cursor-pointer hover:bg-sunken',
        isSelected && 'bg-accent-soft',
        asCards && 'max-sm:relative max-sm:grid max-sm:gap-1 max-sm:px-4 max-sm:py-3',
      )}
    >
      {onSelect && (
        <td
          {...ROLE.cell}
          className={classes(
            'w-10 ps-4 align-middle',
            asCards && 'max-sm:absolute max-sm:start-4 max-sm:top-2 max-sm:w-auto max-sm:p-0',
          )}
        >
          <Checkbox aria-label={t('selectRow', { name: props.name })} isSelected={isSelected} onChange={onSelect} />
        </td>
      )}
      {columns.map(column => (
        <td
          key={column.id}
          {...ROLE.cell}
          className={classes(
            'px-3 py-2.5 align-middle sm:last:pe-4',
            column.align === 'end' && 'tabular text-end',
            asCards && 'max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:p-0 max-sm:text-sm',
            asCards && column.card === 'title' && 'max-sm:order-first max-sm:text-base max-sm:font-medium',
            asCards && column.card === 'title' && onSelect && 'max-sm:ps-8',
            asCards && column.card === 'hidden' && 'max-sm:hidden',
          )}
        >
          {asCards && column.card !== 'title' && (
            <span className="text-ink-soft sm:hidden" aria-hidden="true">
              {column.header}
            </span>
          )}
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}
