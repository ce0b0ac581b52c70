/** What a connected client may ask for, one function a frame. */
import type {
  AuthenticateFrame,
  ClientFrame,
  HistoryFrame,
  LeaveFrame,
  PublishedFrame,
  PublishFrame,
  RequestFrame,
} from '@nabiz/protocol'
import { isLarger } from '../room/is-larger.ts'
import { readAnswer } from '../room/read-answer.ts'
import { Refused } from '../room/refused.ts'
import { roomKey } from '../room/room-key.ts'
import type { Attachment } from './attachment.ts'
import { errorFrame, errorFrameOf } from './error-frame.ts'
import { joinRoom } from './join-room.ts'
import type { SessionParts } from './parts.ts'
import { listPresence, setPresence } from './presence-commands.ts'
import { recheckRooms } from './recheck-rooms.ts'
import type { Requests } from './requests.ts'
import type { Revocations } from './revocations.ts'
import type { Session } from './session.ts'
import { takeIdentity } from './take-identity.ts'

/** Who is asking, over which connection. */
type Asker = { readonly session: Session; readonly attachment: Attachment }

export type CommandParts = SessionParts & { readonly requests: Requests; readonly revocations: Revocations }

/** Scopes keys: one user of one company, on whatever connection. */
const publisherOf = ({ identity }: Session): string => JSON.stringify([identity.company ?? null, identity.user_id])

/** Begins one frame. Frames about one room follow each other; everything else runs side by side. */
export const command = (parts: CommandParts, asker: Asker, frame: ClientFrame): void => {
  const { attachment, session } = asker
  switch (frame.type) {
    case 'ping':
      attachment.send({ type: 'pong', ts: frame.ts })
      break
    case 'connect':
      attachment.send(errorFrame({}, 'already_connected'))
      break
    case 'join':
      attachment.inLane(frame.room, () => joinRoom(parts, session, attachment, frame))
      break
    case 'leave':
      attachment.inLane(frame.room, async () => leave(asker, frame))
      break
    case 'publish':
      attachment.inLane(frame.room, () => answer(parts, asker, frame, () => publish(parts, asker, frame)))
      break
    case 'history':
      attachment.inLane(frame.room, () => answer(parts, asker, frame, () => history(parts, asker, frame)))
      break
    case 'request':
      request(parts, asker, frame)
      break
    case 'presence':
      attachment.inLane(frame.room, () =>
        answer(parts, asker, frame, async () => setPresence(parts, session, attachment, frame)),
      )
      break
    case 'presence_list':
      attachment.inLane(frame.room, () =>
        answer(parts, asker, frame, () => listPresence(parts, session, attachment, frame)),
      )
      break
    case 'authenticate':
      void answer(parts, asker, { ref: frame.ref }, () => authenticate(parts, asker, frame))
  }
}

type About = { readonly type?: string; readonly ref?: string | number; readonly room?: string }

const answer = async (parts: CommandParts, asker: Asker, about: About, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    refuse(parts, asker, about, error)
  }
}

const refuse = (parts: CommandParts, { attachment }: Asker, about: About, error: unknown): void =>
  attachment.send(errorFrameOf(error, about, parts.onError, about.type ?? 'a frame'))

const leave = ({ session, attachment }: Asker, frame: LeaveFrame): void => {
  const { ref, room } = frame
  const key = roomKey(session.identity.company, room)
  const membership = attachment.memberships.get(key)
  if (!membership) {
    attachment.send(errorFrame({ ref, room }, 'not_joined'))
    return
  }
  attachment.drop(membership)
  session.presence.leave(key)
  attachment.send({ type: 'room_left', room, ...(ref !== undefined && { ref }), reason: 'left' })
}

const publish = async (parts: CommandParts, { session, attachment }: Asker, frame: PublishFrame): Promise<void> => {
  const { identity } = session
  const { room, ref } = frame
  if (!(await parts.may(identity, room, 'publish'))) {
    const { user_id, company = null } = identity
    parts.audit({ kind: 'publish_refused', user_id, company, session: session.id, room, code: 'denied' })
    throw new Refused('denied')
  }
  // The connection may have ended for a reason while it was asked: then nothing of it happens any more.
  if (attachment.ended) return
  const published = await parts.publisher.publish({
    company: identity.company,
    room,
    type: frame.event,
    data: frame.data,
    user_id: identity.user_id,
    publisher: publisherOf(session),
    record: frame.record,
    key: frame.key,
  })
  if (ref === undefined) return
  attachment.send({ type: 'published', ref, room, ...published } satisfies PublishedFrame)
}

// No promise where nothing waits: requests are as many as messages, and most are answered at once.
const request = (parts: CommandParts, asker: Asker, frame: RequestFrame): void => {
  const { session } = asker
  const key = frame.key ?? null
  const context = { identity: session.identity, session: session.id, key }
  try {
    const data = parts.requests.answer(frame.name, frame.data, key === null ? '' : publisherOf(session), context)
    if (data instanceof Promise) void answer(parts, asker, frame, async () => respond(parts, asker, frame, await data))
    else respond(parts, asker, frame, data)
  } catch (error) {
    refuse(parts, asker, frame, error)
  }
}

const respond = (parts: CommandParts, { attachment }: Asker, { ref }: RequestFrame, data: string): void => {
  if (isLarger(data, parts.limits.downBytes)) throw new Refused('too_large', 'The answer is larger than allowed')
  attachment.sendJson(`{"type":"response","ref":${JSON.stringify(ref)},"data":${data}}`)
}

const history = async (parts: CommandParts, { session, attachment }: Asker, frame: HistoryFrame): Promise<void> => {
  const { room, ref, since } = frame
  if (!(await parts.may(session.identity, room, 'join'))) throw new Refused('denied')
  // An answer is read only by who took what came before: many questions at once cost one answer of memory.
  await attachment.queue.whenIdle()
  const past = parts.hub.historyOf(roomKey(session.identity.company, room))
  const { events, more, ...position } = await readAnswer(past, since ?? null, frame.limit, parts.limits)
  const head = JSON.stringify({ type: 'history', ref, room, ...position, more }).slice(0, -1)
  attachment.sendJson(`${head},"events":${events}}`)
}

const authenticate = async (parts: CommandParts, asker: Asker, frame: AuthenticateFrame): Promise<void> => {
  const { session, attachment } = asker
  const taken = await takeIdentity(parts, frame.token)
  if (!taken.ok) throw new Refused(taken.error, taken.reason, taken.retry_after_ms)
  if (attachment.ended) return
  if (!session.belongsTo(taken.identity)) throw new Refused('identity_mismatch')
  session.identity = taken.identity
  session.permissions++
  session.presence.identified(taken.identity)
  await recheckRooms(parts, session)
  attachment.send({ type: 'authenticated', ...(frame.ref !== undefined && { ref: frame.ref }) })
}
