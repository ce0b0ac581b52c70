/** A room's past, page by page: onward from a position, or back from the newest. */
import type { HistoryAnswerFrame, Position, RoomEvent } from '@nabiz/protocol'
import { RequestFailed } from '../failure.ts'

export type HistoryOptions = {
  /** The events after this position, oldest first. Without it: the newest. */
  since?: Position
  /** Events a page, at most; the server may give fewer. Default 100. */
  limit?: number
  timeout_ms?: number
  signal?: AbortSignal
}

export type HistoryPage<Event extends RoomEvent = RoomEvent> = {
  /** Oldest first. */
  readonly events: readonly Event[]
  readonly epoch: string
  /** The room's newest offset when the page was read. */
  readonly offset: number
  /** Reads on: the events after these when there was a `since`, else those before them. Null when there are none. */
  readonly more: (() => Promise<HistoryPage<Event>>) | null
}

/** Sends one `history` frame. Rejects with {@link RequestFailed}. */
export type AskHistory = (since: Position | undefined, limit: number) => Promise<HistoryAnswerFrame>

/** The first page. `position_lost` when the history no longer reaches back to `since`. */
export const readHistory = async (ask: AskHistory, since: Position | undefined, limit: number): Promise<HistoryPage> =>
  since ? onward(ask, since, limit) : newest(ask, limit)

const onward = async (ask: AskHistory, since: Position, limit: number): Promise<HistoryPage> => {
  const { events, epoch, offset, more } = await ask(since, limit)
  const last = { epoch, offset: events.at(-1)?.offset ?? since.offset }
  return { events, epoch, offset, more: more ? () => onward(ask, last, limit) : null }
}

const newest = async (ask: AskHistory, limit: number): Promise<HistoryPage> => {
  const { events, epoch, offset, more } = await ask(undefined, limit)
  const first = events[0]?.offset
  return { events, epoch, offset, more: more && first ? () => before(ask, { epoch, offset }, first, 0, limit) : null }
}

/**
 * The events that end right before `known`. The wire reads onward only, so the start is guessed and moved nearer
 * until the answer begins in the history and reaches up to `known`; offsets up to `gone` are known to be trimmed.
 */
const before = async (
  ask: AskHistory,
  top: Position,
  known: number,
  gone: number,
  limit: number,
): Promise<HistoryPage> => {
  const { epoch } = top
  let trimmed = gone
  for (let size = Math.min(limit, known - 1 - trimmed); size > 0; size = Math.floor(size / 2)) {
    const start = known - size
    const page = await ask({ epoch, offset: start - 1 }, size).catch((error: unknown) => {
      if (error instanceof RequestFailed && error.code === 'position_lost') return null
      throw error
    })
    if (!page) trimmed = start
    else if (page.events.at(-1)?.offset === known - 1) {
      const { events, offset } = page
      const more = start - 1 > trimmed ? () => before(ask, { epoch, offset }, start, trimmed, limit) : null
      return { events, epoch, offset, more }
    }
  }
  return { events: [], ...top, more: null }
}
