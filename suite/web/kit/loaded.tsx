/** What a query has to show: its data, a quiet shape before it, an error with a way to retry, or that the network is away. */
import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'
import { OfflineState } from './offline-state.tsx'
import { SkeletonLines } from './skeleton.tsx'
import { StaleBanner } from './stale-banner.tsx'
import { useOnline } from './use-online.ts'

export type LoadedProps<Data> = {
  query: {
    data: Data | undefined
    error: unknown
    isFetching: boolean
    dataUpdatedAt: number
    refetch: () => unknown
  }
  /** Of the skeleton. */
  lines?: number
  children: (data: Data) => ReactNode
}

export const Loaded = <Data,>({ query, lines, children }: LoadedProps<Data>) => {
  const isOnline = useOnline()
  if (query.data !== undefined) {
    return (
      <>
        {!isOnline && (
          <div className="p-3">
            <StaleBanner since={query.dataUpdatedAt} />
          </div>
        )}
        {children(query.data)}
      </>
    )
  }
  if (query.error)
    return <ErrorState error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />
  return isOnline ? <SkeletonLines {...(lines === undefined ? {} : { lines })} /> : <OfflineState />
}
