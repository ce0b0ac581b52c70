/** What people do, as it happens: who, what, when, and whether it went well. */
import { type Activity, type ActivityOptions, useActivity, useNow, useRoom } from '../index.ts'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { LiveLog, SlidingRows } from './live-log.tsx'
import { Moment } from './moment.tsx'
import { EmptyNote, ErrorNote, type ListState, LoadingLines } from './state-note.tsx'

export type ActivityFeedProps = ActivityOptions & { labels?: Labels; title?: string }

/** The last 20 activities of `posts`, unless told otherwise. */
export const ActivityFeed = ({ labels, title, ...options }: ActivityFeedProps) => {
  const { rooms = 'posts' } = options
  const items = useActivity(options)
  const first = typeof rooms === 'string' ? rooms : (rooms?.[0] ?? null)
  const { status } = useRoom(first)
  const now = useNow(30_000)
  const state: ListState =
    items.length > 0 || status === 'joined' ? { kind: 'ready' } : { kind: status === 'refused' ? 'error' : 'loading' }
  return <ActivityFeedView {...{ items, now, labels, title, state }} isStale={status !== 'joined'} />
}

export type ActivityFeedViewProps = {
  /** Newest first. */
  items: readonly Activity[]
  /** ms */
  now: number
  state?: ListState
  isStale?: boolean
  labels?: Labels
  title?: string
}

export const ActivityFeedView = (props: ActivityFeedViewProps) => {
  const { items, now, state = { kind: 'ready' }, isStale = false, labels = tr, title = labels.activity } = props
  return (
    <section className="nabiz-card nabiz-feed" aria-label={title}>
      <header className="nabiz-row">
        <h2 className="nabiz-title">{title}</h2>
        <span className="nabiz-soft">{isStale && items.length > 0 && labels.stale}</span>
      </header>
      <LiveLog label={title}>
        {state.kind === 'error' ? (
          <ErrorNote labels={labels} onRetry={state.onRetry} />
        ) : state.kind === 'loading' ? (
          <LoadingLines count={4} labels={labels} />
        ) : items.length === 0 ? (
          <EmptyNote text={labels.noActivity} />
        ) : (
          <SlidingRows items={items}>{item => <ActivityRow item={item} now={now} labels={labels} />}</SlidingRows>
        )}
      </LiveLog>
    </section>
  )
}

const ActivityRow = ({ item, now, labels }: { item: Activity; now: number; labels: Labels }) => (
  <div className="nabiz-activity">
    <span className="nabiz-dot" data-level={item.level} title={labels.levels[item.level]} aria-hidden="true" />
    <span className="nabiz-two-lines" title={item.message}>
      <span className="nabiz-hidden">{labels.levels[item.level]}: </span>
      {item.actor !== null && <b>{item.actor} </b>}
      {item.link === null ? item.message : <a href={item.link}>{item.message}</a>}
    </span>
    <Moment at={item.at} now={now} labels={labels} />
  </div>
)
