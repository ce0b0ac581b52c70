/** Tells rows that came live from rows that came with a turned page: only the first kind glows. */
import { useState } from 'react'

/** `ids` is null while nothing has loaded. A change of `view` starts anew. */
export const useNewRows = (view: string, ids: readonly string[] | null): ((id: string) => boolean) => {
  const [seen, setSeen] = useState<{ view: string; first: ReadonlySet<string> | null }>({ view, first: null })
  if (seen.view !== view) setSeen({ view, first: null })
  else if (seen.first === null && ids !== null) setSeen({ view, first: new Set(ids) })
  return id => seen.view === view && seen.first !== null && !seen.first.has(id)
}
