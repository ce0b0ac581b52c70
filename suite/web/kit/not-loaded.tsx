/** In place of what a query has not brought: a quiet shape, an error with a way to retry, or that the network is away. */
import { ErrorState } from './error-state.tsx'
import { OfflineState } from './offline-state.tsx'
import { SkeletonLines } from './skeleton.tsx'
import { useOnline } from './use-online.ts'

export type NotLoadedProps = {
  query: { error: unknown; isFetching: boolean; refetch: () => unknown }
  /** Of the skeleton. */
  lines?: number
}

export const NotLoaded = ({ query, lines }: NotLoadedProps) => {
  const isOnline = useOnline()
  if (query.error)
    return <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
  return isOnline ? <SkeletonLines lines={lines} /> : <OfflineState />
}
