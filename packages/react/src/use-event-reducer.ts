/** State made from the events of rooms, held in step while the component is mounted. */
import type { RoomEvent } from '@nabiz/protocol'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { createEventStore, type EventReducer } from './event-store.ts'
import { useClient } from './use-client.ts'

export type ReducedEvents<State> = readonly [state: State, change: (by: (state: State) => State) => void]

/**
 * Renders only when `reduce` gives another state. Other rooms begin anew from `initial`; the reducer of the last render
 * is called, it need not be memoised. `null` listens to nothing.
 * @example
 * const [orders] = useEventReducer('company:1', (count, event) => (event.type === 'order_created' ? count + 1 : count), 0)
 */
export const useEventReducer = <State>(
  rooms: string | readonly string[] | null,
  reduce: EventReducer<State>,
  initial: State,
): ReducedEvents<State> => {
  const client = useClient()
  const latest = useRef(reduce)
  useEffect(() => {
    latest.current = reduce
  })
  // A list is another array at every render; no name of a room holds a blank.
  const names = rooms === null ? '' : typeof rooms === 'string' ? rooms : [...new Set(rooms)].join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other rooms begin anew, another initial state does not
  const store = useMemo(
    () =>
      createEventStore<State>({
        client,
        rooms: names === '' ? [] : names.split(' '),
        initial,
        reduce: (state: State, event: RoomEvent) => latest.current(state, event),
      }),
    [client, names],
  )
  return [useSyncExternalStore(store.subscribe, store.read, store.read), store.change]
}
