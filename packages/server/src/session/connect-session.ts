/** Takes a `connect` frame: checks the token and the limits, resumes or makes the session, joins what was named. */
import { CLOSE_CODES, type CloseCode, type ConnectedFrame, type ConnectFrame, type ErrorFrame } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import { roomKey } from '../room/room-key.ts'
import type { CommandParts } from './commands.ts'
import { errorFrame } from './error-frame.ts'
import { type JoinWish, joinRoom } from './join-room.ts'
import type { Session } from './session.ts'
import type { SessionRegistry } from './session-registry.ts'
import { checkIdentity, takeIdentity } from './take-identity.ts'
import { TokenBucket } from './token-bucket.ts'
import type { Wire } from './wire.ts'

/** A refusal closes the connection with `close`, after the `error` frame. */
export type Connected =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly close: CloseCode | 1011; readonly reason: string; readonly frame: ErrorFrame }

/** Who it is, by a token or proved before, and what it had. */
export type Opening = { readonly who: string | Identity } & Pick<ConnectFrame, 'session' | 'rooms' | 'presence'>

/** Somebody with too many connections may have closed one by then. */
const FULL_RETRY_MS = 5_000
const MINUTE = 60_000

const presenceWish = ({ presence = {} }: Opening, room: string): Pick<JoinWish, 'presence'> =>
  Object.hasOwn(presence, room) ? { presence: presence[room] } : {}

export class ConnectSession {
  readonly #parts: CommandParts
  readonly #sessions: SessionRegistry
  /** Connects per user, dropped when full again. */
  readonly #connects = new Map<string, TokenBucket>()

  constructor(parts: CommandParts, sessions: SessionRegistry) {
    this.#parts = parts
    this.#sessions = sessions
  }

  /** `open` tells whether the connection still is, after every pause. Null when it is not. */
  async connect(frame: Opening, wire: Wire, open: () => boolean): Promise<Connected | null> {
    const parts = this.#parts
    const { who } = frame
    const taken = typeof who === 'string' ? await takeIdentity(parts, who) : checkIdentity(parts, who)
    if (!open()) return null
    if (!taken.ok)
      return this.#refuse(wire, taken.close, errorFrame({}, taken.error, taken.reason, taken.retry_after_ms))
    const { identity } = taken
    const { user_id, company } = identity
    const wait = this.#bucketOf(JSON.stringify([company ?? null, user_id])).take(parts.monotonic())
    if (wait > 0) {
      const pause = Math.max(wait, parts.limits.rateCloseRetryMs)
      return this.#refuse(wire, 4007, errorFrame({}, 'rate_limited', 'Too many connects', pause), user_id, company)
    }
    const named = frame.session === undefined ? undefined : this.#sessions.get(frame.session)
    const known = named?.belongsTo(identity) ? named : null
    if (named && !known) {
      parts.audit({
        kind: 'resume_refused',
        user_id,
        company: company ?? null,
        session: named.id,
        address: wire.address,
      })
    }
    if (!this.#sessions.admits(identity, known)) {
      return this.#refuse(
        wire,
        4006,
        errorFrame({}, 'too_many_connections', undefined, FULL_RETRY_MS),
        user_id,
        company,
      )
    }
    const session = known ?? this.#sessions.create(identity)
    const attachment = this.#sessions.attach(session, identity, wire)
    parts.audit({ kind: 'connected', user_id, company: company ?? null, session: session.id, address: wire.address })
    attachment.send(this.#connected(session, known !== null))
    session.presence.leaveOthers(Object.keys(frame.rooms ?? {}).map(room => roomKey(company, room)))
    for (const [room, since] of Object.entries(frame.rooms ?? {})) {
      attachment.inLane(room, () =>
        joinRoom(parts, session, attachment, { room, ...(since && { since }), ...presenceWish(frame, room) }),
      )
    }
    return { ok: true, session }
  }

  /** Forgets the rates of users who have not come for a while. */
  sweep(): void {
    const now = this.#parts.monotonic()
    for (const [user, bucket] of this.#connects) if (bucket.full(now)) this.#connects.delete(user)
  }

  #connected(session: Session, resumed: boolean): ConnectedFrame {
    const { limits, now, node } = this.#parts
    const { user_id, company } = session.identity
    return {
      type: 'connected',
      session: session.id,
      resumed,
      user_id,
      ...(company !== undefined && { company }),
      node,
      time: now(),
      version: 1,
      features: [],
      heartbeat_ms: limits.heartbeatMs,
      limits: {
        messages_per_minute: limits.messagesPerMinute,
        rooms_per_session: limits.roomsPerSession,
        frame_bytes: limits.frameBytes,
      },
    }
  }

  #bucketOf(user: string): TokenBucket {
    let bucket = this.#connects.get(user)
    if (!bucket) {
      bucket = new TokenBucket(this.#parts.limits.connectsPerMinute, MINUTE, this.#parts.monotonic())
      this.#connects.set(user, bucket)
    }
    return bucket
  }

  #refuse(
    wire: Wire,
    close: CloseCode | 1011,
    frame: ErrorFrame,
    user_id: string | null = null,
    company: string | null = null,
  ): Connected {
    const { address } = wire
    this.#parts.audit({
      kind: 'connect_refused',
      user_id,
      company,
      session: null,
      code: close,
      reason: frame.message,
      address,
    })
    return { ok: false, close, reason: close === 1011 ? 'fault' : CLOSE_CODES[close].name, frame }
  }
}
