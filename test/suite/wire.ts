/** One live connection of a person, frame by frame: nothing stands between a test and what the server really sent. */
import type { ClientFrame, ErrorFrame, Position, RoomEvent, RoomJoinedFrame, ServerFrame } from '@nabiz/protocol'
import { isEvent } from '@nabiz/protocol'
import { WebSocket } from 'ws'
import { issueConnectionTokenRoute } from '../../suite/platform/contract/index.ts'
import type { Person } from './person.ts'
import { within } from './within.ts'

type Frame = ServerFrame | RoomEvent

export type Wire = AsyncDisposable & {
  frames: Frame[]
  /** Says a frame as it is. */
  send(frame: ClientFrame): void
  /** Asks for a room and waits for its answer, which may be a refusal. */
  join(room: string, since?: Position): Promise<RoomJoinedFrame | ErrorFrame>
  /** The events that arrived in a room so far, as often as they came. */
  events(room: string): RoomEvent[]
  /** Resolves once `pick` finds something in what arrived; `what` names it when it does not come. */
  until<T>(what: string, pick: (wire: Wire) => T | undefined | null | false): Promise<T>
  /** Resolves with the close code. */
  closed: Promise<number>
  close(): Promise<void>
}

/** Connects with a fresh token, or with `token`; resolves when it is connected or closed. */
export const openWire = async (url: string, person: Person, token?: string): Promise<Wire> => {
  const given = token ?? (await person.call(issueConnectionTokenRoute, {}, { company: null })).body.token
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, 'nabiz.v1')
  const closed = new Promise<number>(resolve => socket.once('close', code => resolve(code)))
  const frames: Frame[] = []
  const looks = new Set<() => void>()
  let refs = 0
  const wire: Wire = {
    frames,
    closed,
    send: frame => socket.send(JSON.stringify(frame)),
    async join(room, since) {
      const ref = ++refs
      socket.send(JSON.stringify({ type: 'join', room, since, ref }))
      return wire.until(`an answer about ${room}`, () =>
        frames.find(
          (frame): frame is RoomJoinedFrame | ErrorFrame =>
            !isEvent(frame) && (frame.type === 'room_joined' || frame.type === 'error') && frame.ref === ref,
        ),
      )
    },
    events: room => frames.filter((frame): frame is RoomEvent => isEvent(frame) && frame.room === room),
    until(what, pick) {
      const found = Promise.withResolvers<NonNullable<unknown>>()
      const look = () => {
        const picked = pick(wire)
        if (picked) found.resolve(picked)
      }
      looks.add(look)
      look()
      return within(found.promise, `${what} on the wire`).finally(() => looks.delete(look)) as never
    },
    async close() {
      socket.close()
      await closed
    },
    [Symbol.asyncDispose]: () => wire.close(),
  }
  socket.on('error', () => {})
  socket.on('message', data => {
    const text = String(data)
    for (const line of text.split('\n')) if (line) frames.push(JSON.parse(line) as Frame)
    for (const look of looks) look()
  })
  await within(new Promise(resolve => socket.once('open', resolve)), 'an open socket')
  socket.send(JSON.stringify({ type: 'connect', token: given, version: 1 }))
  // A token that is no good is answered by the close.
  await Promise.race([wire.until('answer to connect', () => frames.some(frame => frame.type === 'connected')), closed])
  return wire
}
