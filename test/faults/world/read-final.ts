/** Reads a room's log after healing, over a line of its own without any fault on the way. */
import type { FinalEvent } from '../checker/history.ts'
import type { Frame, OpenLine } from '../observer/line.ts'
import { readLogFile } from '../server/file-log.ts'

export type Final = { epoch: string; first: number; top: number; events: FinalEvent[] }

const PAGE = 1_000

const eventOf = (event: unknown): FinalEvent => {
  const { offset, id, data } = event as { offset: number; id: string; data: { op: string; payload: string } }
  return { offset, id, op: data.op, payload: data.payload }
}

/** A line of its own that asks one question after another. */
const historian = async (open: OpenLine, port: number, company: string | null) => {
  const answers = new Map<number, (frame: Frame) => void>()
  const lost = Promise.withResolvers<never>()
  lost.promise.catch(() => {})
  const connected = Promise.withResolvers<void>()
  const token = JSON.stringify({ user_id: 'historian', ...(company && { company }), issued_at: 0 })
  const line = open(
    port,
    { type: 'connect', token, version: 1 },
    {
      frame: frame => {
        if (frame.type === 'connected') connected.resolve()
        else answers.get(Number(frame.ref))?.(frame)
      },
      alive: () => {},
      lost: () => lost.reject(new Error('the line of the historian was lost')),
    },
  )
  await Promise.race([connected.promise, lost.promise])
  let ref = 0
  return {
    ask(frame: object): Promise<Frame> {
      const { promise, resolve } = Promise.withResolvers<Frame>()
      answers.set(++ref, resolve)
      line.send({ ...frame, ref })
      return Promise.race([promise, lost.promise])
    },
    end: () => line.cut(),
  }
}

/** By `history`: the newest page, then forwards from the first that is kept. */
export const readRoom = async (open: OpenLine, port: number, company: string | null, room: string): Promise<Final> => {
  const { ask, end } = await historian(open, port, company)
  const newest = await ask({ type: 'history', room, limit: PAGE })
  const epoch = String(newest.epoch)
  const top = Number(newest.offset)
  const events = (newest.events as unknown[]).map(eventOf)
  const older: FinalEvent[] = []
  const seen = events[0]?.offset ?? 1
  for (let offset = 0; newest.more === true && offset < seen - 1; ) {
    const page = await ask({ type: 'history', room, limit: PAGE, since: { epoch, offset } })
    const more = page.type === 'error' ? [] : (page.events as unknown[]).map(eventOf).filter(one => one.offset < seen)
    if (more.length === 0) break
    older.push(...more)
    offset = more.at(-1)!.offset
  }
  end()
  return { epoch, first: (older[0] ?? events[0])?.offset ?? top + 1, top, events: [...older, ...events] }
}

/** The users that `presence_list` shows, one for each of their members. */
export const readPresence = async (
  open: OpenLine,
  port: number,
  company: string | null,
  room: string,
): Promise<string[]> => {
  const { ask, end } = await historian(open, port, company)
  const { members } = (await ask({ type: 'presence_list', room, limit: PAGE })) as unknown as {
    members: { user_id: string }[]
  }
  end()
  return members.map(({ user_id }) => user_id)
}

/** From the file, without the server. */
export const readDurable = (folder: string, room: string): Final => {
  const log = readLogFile(folder, room)
  if (!log) throw new Error(`no log of ${room}`)
  return { epoch: log.epoch, first: 1, top: log.events.length, events: log.events.map(eventOf) }
}
