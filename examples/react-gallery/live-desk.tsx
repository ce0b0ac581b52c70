/** A desk at work: what the components are for, over one connection. */

import { useRequest } from '@nabiz/react'
import {
  ActivityFeed,
  AIProgress,
  type Labels,
  LiveMetrics,
  OfflineBanner,
  PullToRefresh,
  RealtimeConnectionStatus,
  RealtimeHeader,
  RealtimeToasts,
  WhoIsHere,
} from '@nabiz/react/components'
import type { ReactNode } from 'react'
import { beatRequest } from './contract.ts'

export const LiveDesk = ({ labels, end }: { labels: Labels; end: ReactNode }) => {
  const beat = useRequest(beatRequest)
  const metrics = [
    { name: 'active_users', label: labels.activeUsers },
    { name: 'api_calls', label: labels.apiCalls },
    { name: 'cache_hit_rate', label: labels.cacheHitRate, format: 'percent' },
    { name: 'queue', label: 'Kuyruk', goodWhen: 'down' },
  ] as const
  return (
    <div id="live">
      <RealtimeHeader labels={labels} end={end}>
        <h1 className="brand">Nabız</h1>
      </RealtimeHeader>
      <main className="page" data-testid="live">
        <PullToRefresh labels={labels} onRefresh={() => beat.ask({})}>
          <div className="desk">
            <LiveMetrics metrics={metrics} labels={labels} />
            <div className="desk-columns">
              <div className="desk">
                <AIProgress labels={labels} onCancel={() => {}} />
                <div className="desk-people">
                  <WhoIsHere room="dashboard" labels={labels} />
                  <RealtimeConnectionStatus labels={labels} liveFor_ms={3_000} />
                </div>
              </div>
              <ActivityFeed labels={labels} />
            </div>
          </div>
        </PullToRefresh>
      </main>
      <RealtimeToasts labels={labels} />
      <OfflineBanner labels={labels} />
    </div>
  )
}
