/** What a query has to show: its data, or in place of it why there is none yet. */
import type { ReactNode } from 'react'
import { NotLoaded, type NotLoadedProps } from './not-loaded.tsx'
import { StaleBanner } from './stale-banner.tsx'
import { useOnline } from './use-online.ts'

export type LoadedProps<Data> = NotLoadedProps & {
  query: { data: Data | undefined; dataUpdatedAt: number }
  children: (data: Data) => ReactNode
}

export const Loaded = <Data,>({ query, lines, children }: LoadedProps<Data>) => {
  const isOnline = useOnline()
  if (query.data === undefined) return <NotLoaded query={query} lines={lines} />
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
