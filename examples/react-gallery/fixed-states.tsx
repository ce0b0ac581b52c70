/** Each component in each of its states, side by side, without a server. */
import {
  ActivityFeedView,
  AIProgressView,
  ConnectionStatusView,
  type Labels,
  LiveMetricsCard,
  LiveMetricsView,
  NotificationsView,
  OfflineBannerView,
  PresenceAvatars,
  StatsWidgetView,
  ToastsView,
} from '@nabiz/react/components'
import type { ReactNode } from 'react'
import { ACTIVITIES, JOB, MEMBERS, NO_STATS, NOTIFICATIONS, NOW, notificationsOf, STATS, STATUS } from './fixed-data.ts'

const nothing = () => {}

export const FixedStates = ({ labels }: { labels: Labels }) => (
  <section className="page exhibits" aria-label="States">
    <Exhibit name="RealtimeConnectionStatus" states={['live', 'connecting', 'lost', 'trying'] as const}>
      {state => <ConnectionStatusView status={STATUS[state]} labels={labels} onRetry={nothing} />}
    </Exhibit>
    <Exhibit name="LiveMetricsCard" states={['up', 'down', 'flat', 'down is good', 'stale', 'loading'] as const}>
      {state => (
        <LiveMetricsCard
          label={labels.activeUsers}
          value={state === 'loading' ? null : 1284.5}
          trend={state === 'up' || state === 'flat' ? state : 'down'}
          goodWhen={state === 'down is good' ? 'down' : 'up'}
          isStale={state === 'stale'}
          history={state === 'loading' ? [] : STATS.history.api_calls}
          labels={labels}
        />
      )}
    </Exhibit>
    <Exhibit name="LiveMetrics" states={['ready', 'loading', 'error'] as const} wide>
      {state => (
        <LiveMetricsView
          stats={state === 'ready' ? STATS : { ...NO_STATS, error: state === 'error' ? new Error('down') : null }}
          labels={labels}
          onRetry={nothing}
        />
      )}
    </Exhibit>
    <Exhibit name="ActivityFeed" states={['ready', 'stale', 'loading', 'empty', 'error'] as const}>
      {state => (
        <ActivityFeedView
          items={state === 'ready' || state === 'stale' ? ACTIVITIES : []}
          now={NOW}
          isStale={state === 'stale'}
          state={
            state === 'loading'
              ? { kind: 'loading' }
              : state === 'error'
                ? { kind: 'error', onRetry: nothing }
                : { kind: 'ready' }
          }
          title={`${labels.activity}: ${state}`}
          labels={labels}
        />
      )}
    </Exhibit>
    <Exhibit name="RealtimeNotifications" states={['none', 'some', 'many'] as const}>
      {state => (
        <NotificationsView
          notifications={
            state === 'none' ? notificationsOf([], 0) : notificationsOf(NOTIFICATIONS, state === 'some' ? 2 : 128)
          }
          now={NOW}
          labels={labels}
        />
      )}
    </Exhibit>
    <Exhibit name="RealtimeToasts" states={['one', 'three'] as const} framed>
      {state => (
        <ToastsView
          items={NOTIFICATIONS.slice(0, state === 'one' ? 1 : 3)}
          now={NOW}
          labels={labels}
          onDismiss={nothing}
        />
      )}
    </Exhibit>
    <Exhibit name="AIProgress" states={['running', 'unknown share', 'done', 'failed', 'empty'] as const}>
      {state => (
        <AIProgressView
          job={
            state === 'empty'
              ? null
              : state === 'unknown share'
                ? { ...JOB, percent: null, eta_s: null }
                : { ...JOB, state: state === 'running' ? JOB.state : state, percent: state === 'done' ? 100 : 48 }
          }
          labels={labels}
          onCancel={nothing}
        />
      )}
    </Exhibit>
    <Exhibit name="PresenceAvatars" states={['some', 'many', 'thousands', 'nobody'] as const}>
      {state => (
        <PresenceAvatars
          members={state === 'nobody' ? [] : state === 'some' ? MEMBERS.slice(0, 3) : MEMBERS}
          count={state === 'thousands' ? 4_210 : undefined}
          labels={labels}
        />
      )}
    </Exhibit>
    <Exhibit name="RealtimeStatsWidget" states={['live', 'stale', 'loading'] as const}>
      {state => <StatsWidgetView value={state === 'loading' ? null : 1284} isLive={state === 'live'} labels={labels} />}
    </Exhibit>
    <Exhibit name="OfflineBanner" states={['lost', 'trying', 'live'] as const} framed>
      {state => <OfflineBannerView status={STATUS[state]} labels={labels} onRetry={nothing} />}
    </Exhibit>
  </section>
)

type ExhibitProps<State extends string> = {
  name: string
  states: readonly State[]
  /** One below the other. */
  wide?: boolean
  /** What stands in a corner of the page stands in a corner of a frame here. */
  framed?: boolean
  children: (state: State) => ReactNode
}

const Exhibit = <State extends string>({ name, states, wide, framed, children }: ExhibitProps<State>) => (
  <article className="exhibit" data-wide={wide} aria-label={name}>
    <h2>{name}</h2>
    <div className="exhibit-states">
      {states.map(state => (
        <figure key={state} data-framed={framed} data-state={state}>
          <figcaption>{state}</figcaption>
          {children(state)}
        </figure>
      ))}
    </div>
  </article>
)
