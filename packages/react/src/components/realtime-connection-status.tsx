/** The badge of the connection: green and live, or red with why, since when, and what happens next. */
import type { Status } from '@nabiz/client'
import { useEffect, useState } from 'react'
import { useClient, useConnection, useNow } from '../index.ts'
import { useClock } from '../nabiz-provider.ts'
import { type ConnectionView, connectionView } from './connection-view.ts'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { formatInstant, formatNumber } from './text.ts'
import { usePopover } from './use-popover.ts'

export type ConnectionStatusProps = {
  labels?: Labels
  /** The green badge fades after this time, and shows itself again on hover and focus. Default: it stays. */
  liveFor_ms?: number
}

export const RealtimeConnectionStatus = ({ labels, liveFor_ms }: ConnectionStatusProps) => {
  const client = useClient()
  const clock = useClock()
  const status = useConnection()
  const isLive = status.state === 'connected'
  const [isQuiet, setQuiet] = useState(false)
  useEffect(() => {
    setQuiet(false)
    if (!isLive || liveFor_ms === undefined) return
    const timer = clock.setTimeout(() => setQuiet(true), liveFor_ms)
    return () => clock.clearTimeout(timer)
  }, [clock, isLive, liveFor_ms])
  return <ConnectionStatusView status={status} labels={labels} isQuiet={isQuiet} onRetry={() => client.retry()} />
}

export type ConnectionStatusViewProps = {
  status: Status
  labels?: Labels
  isQuiet?: boolean
  onRetry: () => void
}

/** The badge of a status given: for other sources of it, and for pictures. */
export const ConnectionStatusView = ({ status, labels = tr, isQuiet = false, onRetry }: ConnectionStatusViewProps) => {
  const view = connectionView(status)
  const popover = usePopover()
  const words = { live: labels.live, connecting: labels.connecting, disconnected: labels.disconnected }
  return (
    <div className="nabiz-anchor" ref={popover.frame}>
      {/* Said once when it changes; the latency beside it is not. */}
      <span role="status" className="nabiz-hidden">
        {words[view.kind]}
      </span>
      <button
        type="button"
        className="nabiz-status"
        data-kind={view.kind}
        data-quiet={(isQuiet && view.kind === 'live') || undefined}
        {...popover.button}
      >
        <span className="nabiz-dot" aria-hidden="true" />
        {/* All words lie over each other: the badge is as wide as the longest, whichever is shown. */}
        <span className="nabiz-over">
          <span data-shown={view.kind === 'live'}>
            {words.live}
            <span className="nabiz-latency">
              {view.kind === 'live' && view.latency_ms !== null
                ? labels.milliseconds(formatNumber(labels, view.latency_ms, 0))
                : ''}
            </span>
          </span>
          <span data-shown={view.kind === 'connecting'}>{words.connecting}</span>
          <span data-shown={view.kind === 'disconnected'}>{words.disconnected}</span>
        </span>
      </button>
      {popover.isOpen && (
        <div
          className="nabiz-panel nabiz-panel-start nabiz-explanation"
          role="dialog"
          aria-label={labels.connection}
          {...popover.panel}
        >
          <Explanation view={view} labels={labels} onRetry={onRetry} />
        </div>
      )}
    </div>
  )
}

type ExplanationProps = { view: ConnectionView; labels: Labels; onRetry: () => void }

const Explanation = ({ view, labels, onRetry }: ExplanationProps) => {
  if (view.kind === 'live') return <p>{labels.liveText}</p>
  if (view.kind === 'connecting') return <p>{labels.connectingText}</p>
  return (
    <>
      <p className="nabiz-strong">{labels.reasons[view.reason] ?? labels.reasons.other}</p>
      <p>{labels.since(formatInstant(labels, view.since))}</p>
      <p className="nabiz-soft">{labels.meanwhile}</p>
      <div className="nabiz-row">
        <span className="nabiz-soft nabiz-digits">
          {view.isTrying
            ? labels.trying
            : view.next_attempt_at !== null && <Countdown to={view.next_attempt_at} labels={labels} />}
        </span>
        <button type="button" className="nabiz-button" onClick={onRetry}>
          {labels.retry}
        </button>
      </div>
    </>
  )
}

/** Ticks only while somebody looks at it. */
const Countdown = ({ to, labels }: { to: number; labels: Labels }) => {
  const now = useNow(500)
  return labels.nextAttempt(Math.max(0, Math.ceil((to - now) / 1000)))
}
