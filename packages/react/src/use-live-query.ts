/** `useQuery` whose data follows a room. */
import {
  hashKey,
  type QueryFunction,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { LiveQueryHolder } from './live-queries.ts'
import type { Apply } from './live-query.ts'
import { useNabiz } from './nabiz-provider.ts'

export type LiveQueryHookOptions<Data, Failure, Selected, Key extends QueryKey> = Omit<
  UseQueryOptions<Data, Failure, Selected, Key>,
  'queryFn'
> & {
  /** Whose events concern the data; `null` makes it a plain query. */
  room: string | null
  queryFn: QueryFunction<Data, Key>
  /** Without it every event of the room leads to a refetch. Of components with the same query the first one's counts. */
  apply?: Apply<Data>
}

/**
 * The options of `useQuery`, with `room` and `apply`.
 * @example
 * useLiveQuery({
 *   room: `company:${id}`,
 *   queryKey: ['products', id],
 *   queryFn: () => fetchProducts(id),
 *   apply: (products, event) => (event.type === 'product_added' ? upsert(products, event.data) : undefined),
 * })
 */
export const useLiveQuery = <Data, Failure = Error, Selected = Data, Key extends QueryKey = QueryKey>(
  options: LiveQueryHookOptions<Data, Failure, Selected, Key>,
): UseQueryResult<Selected, Failure> => {
  const { room, apply, queryFn, ...rest } = options
  const { live } = useNabiz()
  const queryClient = useQueryClient()
  const queryHash = (rest.queryKeyHashFn ?? hashKey)(rest.queryKey)
  const holder = useRef<LiveQueryHolder>({ apply: undefined })
  const queryKey = useRef<QueryKey>(rest.queryKey)
  useEffect(() => {
    // The cache gives back what this query function put in.
    holder.current.apply = apply as Apply<unknown> | undefined
    queryKey.current = rest.queryKey
  })
  // Before useQuery, whose effect starts the first fetch: the room is held by then.
  useEffect(() => {
    if (room === null) return
    return live.hold({ queryClient, room, queryHash }, queryKey.current, holder.current)
  }, [live, queryClient, room, queryHash])
  return useQuery<Data, Failure, Selected, Key>({
    ...rest,
    queryFn: context => {
      const query = room === null ? undefined : live.find({ queryClient, room, queryHash })
      return query ? query.fetch(() => queryFn(context)) : queryFn(context)
    },
  })
}
