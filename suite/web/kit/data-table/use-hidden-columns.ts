/** Which columns somebody put away, remembered per table in this browser. */
import { useState } from 'react'
import { readStored, writeStored } from '../../session/stored.ts'
import type { Column } from './column.ts'

export const useHiddenColumns = (
  table: string,
  columns: readonly Pick<Column<never>, 'id' | 'startsHidden'>[],
): [hidden: ReadonlySet<string>, setHidden: (column: string, isHidden: boolean) => void] => {
  const key = `nabiz.columns.${table}`
  const [hidden, change] = useState<ReadonlySet<string>>(() => {
    const stored = readStored(key)
    return stored === null
      ? new Set(columns.filter(column => column.startsHidden).map(column => column.id))
      : new Set(stored.split(',').filter(Boolean))
  })
  const setHidden = (column: string, isHidden: boolean) => {
    const next = new Set(hidden)
    if (isHidden) next.add(column)
    else next.delete(column)
    writeStored(key, [...next].join(','))
    change(next)
  }
  return [hidden, setHidden]
}
