/** The live numbers of a dashboard, from `stats_updated`. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useNabiz } from './nabiz-provider.ts'
import { createStatsFeed, type RealtimeStats, type StatsFeed } from './stats-feed.ts'

export type RealtimeStatsOptions = {
  /** Default `dashboard`. */
  room?: string | null
  /** Fetches all numbers from your own server: at the beginning, after a loss, and again and again while nothing is pushed. */
  load?: () => Promise<Readonly<Record<string, number>>>
  /** How often it is called while the room is not live. Default 3,000. */
  refresh_ms?: number
}

export type RealtimeStatsHook = RealtimeStats & Pick<StatsFeed, 'refresh'>

export const useRealtimeStats = (options: RealtimeStatsOptions = {}): RealtimeStatsHook => {
  const { room = 'dashboard', load, refresh_ms = 3_000 } = options
  const { client, clock } = useNabiz()
  const latest = useRef(load)
  useEffect(() => {
    latest.current = load
  })
  const loads = load !== undefined
  const feed = useMemo(
    () =>
      createStatsFeed({
        client,
        clock,
        room,
        refresh_ms,
        load: loads ? async () => (await latest.current?.()) ?? {} : null,
      }),
    [client, clock, room, refresh_ms, loads],
  )
  const stats = useSyncExternalStore(feed.subscribe, feed.read, feed.read)
  return useMemo(() => ({ ...stats, refresh: feed.refresh }), [stats, feed])
}
