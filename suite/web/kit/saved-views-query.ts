/** What a saved view keeps of a list, and whether the list still shows it. Pure. */
import type { ViewQuery } from '#platform/contract'

const COLUMNS = 'columns'

/** `shown`: search, filters and order of the list's address. `columns`: null where they cannot be chosen. */
export const queryOfView = (shown: Readonly<Record<string, string>>, columns: readonly string[] | null): ViewQuery => ({
  ...shown,
  ...(columns && { [COLUMNS]: columns.join(',') }),
})

/** The columns a view shows; null when it says nothing of them. */
export const columnsOfView = (query: ViewQuery): readonly string[] | null =>
  query[COLUMNS] === undefined ? null : query[COLUMNS].split(',').filter(Boolean)

/**
 * True when the list shows what the view keeps. `known` names what this list has in its address: a view written by a
 * newer version may have more, and columns this one lacks. The list's own order said aloud is the same as left out.
 */
export const showsView = (
  view: ViewQuery,
  now: ViewQuery,
  about: { known: readonly string[]; columns: readonly string[] | null; defaultSort: string | undefined },
): boolean => {
  const { known, columns, defaultSort } = about
  const told = (query: ViewQuery, name: string) => query[name] ?? (name === 'sort' ? defaultSort : undefined) ?? ''
  if (known.some(name => told(view, name) !== told(now, name))) return false
  const wanted = columnsOfView(view)
  const shown = columnsOfView(now)
  if (!wanted || !shown || !columns) return true
  return columns.every(id => wanted.includes(id) === shown.includes(id))
}
