/** Which columns somebody put away, remembered per table in this browser. */
import { useState } from 'react'
import { readStored, writeStored } from '../../session/stored.ts'
import type { Column } from './column.ts'

export type ColumnChoice = {
  hidden: ReadonlySet<string>
  setHidden: (column: string, isHidden: boolean) => void
  /** What may be put away, in the table's order. */
  movable: readonly string[]
  /** Shows these and puts every other away; names the table does not have are passed over. */
  show: (columns: readonly string[]) => void
}

/** `table` is the table's id. A page that keeps the choice elsewhere, too, hands it to `DataTable` as `columnChoice`. */
export const useHiddenColumns = (
  table: string,
  columns: readonly Pick<Column<never>, 'id' | 'startsHidden' | 'canHide'>[],
): ColumnChoice => {
  const key = `nabiz.columns.${table}`
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => {
    const stored = readStored(key)
    return stored === null
      ? new Set(columns.filter(column => column.startsHidden).map(column => column.id))
      : new Set(stored.split(',').filter(Boolean))
  })
  const keep = (next: ReadonlySet<string>) => {
    writeStored(key, [...next].join(','))
    setHidden(next)
  }
  const movable = columns.filter(column => column.canHide !== false).map(column => column.id)
  return {
    hidden,
    setHidden(column, isHidden) {
      const next = new Set(hidden)
      if (isHidden) next.add(column)
      else next.delete(column)
      keep(next)
    },
    movable,
    show: wanted => keep(new Set(movable.filter(id => !wanted.includes(id)))),
  }
}
