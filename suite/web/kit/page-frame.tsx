/** The frame of a screen: the way back, its name, and what the server gave, or in place of it why there is nothing. */
import type { ReactNode } from 'react'
import { isMissing } from '../api/api-error.ts'
import { Card } from './card.tsx'
import type { LoadedProps } from './loaded.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { NotLoaded } from './not-loaded.tsx'
import { PageBack, type PageBackProps } from './page-back.tsx'
import { PageHeader, type PageHeaderProps } from './page-header.tsx'
import { Skeleton } from './skeleton.tsx'
import { StaleBanner } from './stale-banner.tsx'
import { useOnline } from './use-online.ts'

export type PageFrameProps<Data> = LoadedProps<Data> & {
  back?: PageBackProps
  /** Made of the data where it names the screen: a quiet shape of the same height stands there before. */
  header: PageHeaderProps | ((data: Data) => PageHeaderProps)
  /** Says with an `EmptyState` that there is nothing, and what the next step is; nothing where there is something. */
  empty?: (data: Data) => ReactNode
}

export const PageFrame = <Data,>({ query, back, header, lines = 8, empty, children }: PageFrameProps<Data>) => {
  const { data } = query
  const isOnline = useOnline()
  // Whether there is no such thing or it is somebody else's: nobody is told which.
  if (data === undefined && isMissing(query.error)) return <NotFoundPage />
  const known = typeof header !== 'function' ? header : data === undefined ? null : header(data)
  const nothing = data === undefined ? null : empty?.(data)
  return (
    <>
      {back && <PageBack {...back} />}
      {known ? <PageHeader {...known} /> : !query.error && isOnline && <HeaderToCome />}
      {data === undefined ? (
        <Card flush>
          <NotLoaded query={query} lines={lines} />
        </Card>
      ) : (
        <>
          {!isOnline && (
            <div className="mb-5">
              <StaleBanner since={query.dataUpdatedAt} />
            </div>
          )}
          {nothing ? <Card flush>{nothing}</Card> : children(data)}
        </>
      )}
    </>
  )
}

const HeaderToCome = () => (
  <div aria-hidden="true" className="mb-5 space-y-1.5 py-0.5">
    <Skeleton className="h-7 w-72 max-w-full" />
    <Skeleton className="h-4 w-40" />
  </div>
)
