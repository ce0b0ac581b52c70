/** A client over the `ws` package with a manual clock, and ways to wait for what it does. */
import { WebSocket } from 'ws'
import { type Client, createClient } from '../client.ts'
import type { Status } from '../connection/status.ts'
import type { ClientOptions } from '../options.ts'
import type { JoinedRoom, RoomState } from '../room/joined-room.ts'
import { webSocket } from '../transport/websocket.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'

export type ClientUnderTest = { client: Client; clock: ManualClock; statuses: Status[]; reported: unknown[] }

/** Random is 0.5 throughout, so the default back-off waits exactly half of its cap. */
export const clientFor = (url: string, options: Partial<ClientOptions> = {}): ClientUnderTest => {
  const clock = createManualClock()
  const reported: unknown[] = []
  const client = createClient({
    url,
    token: () => 'token',
    WebSocket,
    transports: [webSocket],
    clock,
    random: () => 0.5,
    report: error => reported.push(error),
    ...options,
  })
  const statuses: Status[] = []
  client.onStatus(status => statuses.push(status))
  return { client, clock, statuses, reported }
}

/** Resolves with the first status, present one included, for which `wanted` holds. */
export const status = (client: Client, wanted: Status['state'] | ((status: Status) => boolean)): Promise<Status> =>
  new Promise(resolve => {
    const holds = typeof wanted === 'function' ? wanted : (status: Status) => status.state === wanted
    if (holds(client.status)) return resolve(client.status)
    const off = client.onStatus(now => {
      if (!holds(now)) return
      off()
      resolve(now)
    })
  })

export const roomState = (room: JoinedRoom, wanted: (state: RoomState) => boolean): Promise<RoomState> =>
  new Promise(resolve => {
    if (wanted(room.state)) return resolve(room.state)
    const off = room.onState(state => {
      if (!wanted(state)) return
      off()
      resolve(state)
    })
  })
