/** Back on a list, the row that was left has the focus again: on a keyboard the way on is one key then, not forty. */
import { useLocation } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'
import { recall, remember } from '../tab-memory.ts'

/**
 * `isThere`: the rows are drawn inside `body`, as `data-row` with their id. Resolves places by the entry of the browser's
 * history, so a list that is opened anew begins at its top. Returns what to call when a row takes the focus.
 */
export const useReturnRow = (
  table: string,
  body: RefObject<HTMLElement | null>,
  isThere: boolean,
): ((id: string) => void) => {
  const entry = useLocation({ select: ({ state }) => state.__TSR_key ?? '' })
  const key = `nabiz.row.${table}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the rows are there
  useEffect(() => {
    const [at, id] = recall(key)?.split(' ') ?? []
    if (!isThere || at !== entry || !id) return
    // The shell gives the focus to a new screen first: this comes after.
    const frame = requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [isThere])
  return id => remember(key, `${entry} ${id}`)
}
