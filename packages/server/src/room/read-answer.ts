/** One answer to a question for a room's past: cut to its limits, and honest about what lies beyond. */
import type { Limits, Position } from '@nabiz/protocol'
import { Refused } from './refused.ts'
import type { RoomHistory } from './room-history.ts'

/** `events` is JSON, oldest first, as the room's readers got them; `offset` the room's top. */
export type HistoryAnswer = { epoch: string; offset: number; events: string; more: boolean }

/** Throws {@link Refused} `position_lost` for a position that one could not go on from. */
export const readAnswer = async (
  past: RoomHistory,
  since: Position | null,
  limit: number,
  limits: Limits,
): Promise<HistoryAnswer> => {
  const { historyAnswerEvents, historyAnswerBytes } = limits
  const page = await past.read(since, { events: Math.min(limit, historyAnswerEvents), bytes: historyAnswerBytes })
  const last = page.events.at(-1)?.offset ?? since?.offset ?? page.top
  const top = Math.max(page.top, page.events.at(-1)?.offset ?? 0)
  const lost =
    since && (since.epoch !== page.epoch || since.offset > top || (since.offset < top && since.offset + 1 < page.first))
  if (lost) throw new Refused('position_lost')
  const more = since ? last < top : (page.events[0]?.offset ?? page.first) > page.first
  const events = page.events.map(event => event.frame.toString()).join(',')
  return { epoch: page.epoch, offset: top, events: `[${events}]`, more }
}
