/** What waits in an outbox, is under way, or failed. */
import { useCallback, useSyncExternalStore } from 'react'

/** What an outbox shows of itself; `createOutbox` of @nabiz/client makes one. */
export type OutboxView<Entry> = {
  /** Immutable; another list after every change. */
  readonly entries: readonly Entry[]
  onChange(fn: () => void): () => void
}

/** Renders at every change of an entry. `null`, before somebody signed in, has none. */
export const useOutbox = <Entry>(outbox: OutboxView<Entry> | null): readonly Entry[] => {
  const subscribe = useCallback((changed: () => void) => outbox?.onChange(changed) ?? (() => {}), [outbox])
  const read = () => outbox?.entries ?? NONE
  return useSyncExternalStore(subscribe, read, read)
}

const NONE: readonly never[] = Object.freeze([])
