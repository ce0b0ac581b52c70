/** The same publishing for every server: bursts at fixed moments, each event carrying the moment it was due. */
import { setTimeout as after, setImmediate as nextTurn } from 'node:timers/promises'
import { type Data, dataAt, nowMicros } from '../load/payload.ts'

/** `ticks` bursts, one every `every_ms`; a burst is `burst` events into each of the `width` rooms whose turn it is. */
export type Work = {
  readonly ticks: number
  readonly every_ms: number
  readonly burst: number
  readonly rooms: number
  readonly width: number
}

export const eventsOf = ({ ticks, burst, width }: Work): number => ticks * burst * width

/** Calls `publish` for every event and `sent` after every burst. Late ticks are caught up on, never left out. */
export const doWork = async (
  work: Work,
  publish: (room: string, data: Data) => void,
  sent: () => Promise<void> | void = () => {},
): Promise<void> => {
  const began = nowMicros()
  let turn = 0
  for (let tick = 0; tick < work.ticks; tick++) {
    const due = began + tick * work.every_ms * 1_000
    const wait_ms = (due - nowMicros()) / 1_000
    if (wait_ms > 0) await after(wait_ms)
    else await nextTurn()
    const data = dataAt(due)
    for (let index = 0; index < work.width; index++) {
      const room = `bench:${turn++ % work.rooms}`
      for (let event = 0; event < work.burst; event++) publish(room, data)
    }
    await sent()
  }
}
