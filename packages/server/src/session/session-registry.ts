/** The sessions of this node: made, resumed, detached, ended, found by user, and looked after by the clock. */
import { CLOSE_CODES, type CloseCode } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import { Attachment } from './attachment.ts'
import type { SessionParts } from './parts.ts'
import { Session } from './session.ts'
import { SharedRates } from './shared-rates.ts'
import type { Wire } from './wire.ts'

/** After these a session is over; after the others it waits for its client. */
const FINAL: readonly CloseCode[] = [4005, 4502]
/** After these nobody is waited for: its members leave their rooms at once. */
const GOODBYES: readonly number[] = [1000, 1001, 1005, 4501, ...FINAL]

export class SessionRegistry {
  readonly #parts: SessionParts
  readonly #byId = new Map<string, Session>()
  /** Lists, because most users have one session and a set of one takes 180 bytes. */
  readonly #byUser = new Map<string, Session[]>()
  readonly #attachedPerCompany = new Map<string, number>()
  readonly #rates: SharedRates

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#rates = new SharedRates(parts.limits)
  }

  get(id: string): Session | undefined {
    return this.#byId.get(id)
  }

  all(): IterableIterator<Session> {
    return this.#byId.values()
  }

  get size(): number {
    return this.#byId.size
  }

  ofUser(user_id: string): Session[] {
    return [...(this.#byUser.get(user_id) ?? [])]
  }

  /** Users with a connection. */
  users(): number {
    let users = 0
    for (const sessions of this.#byUser.values()) if (sessions.some(session => session.attachment)) users++
    return users
  }

  /** True when one more connection of `identity` is within the limits. `instead` is a session whose connection it takes over. */
  admits(identity: Identity, instead: Session | null): boolean {
    const { connectionsPerUser, connectionsPerCompany } = this.#parts.limits
    const replaced = instead?.attachment ? 1 : 0
    const mine = this.ofUser(identity.user_id).filter(one => one.attachment && one.belongsTo(identity))
    const ours = identity.company === undefined ? 0 : (this.#attachedPerCompany.get(identity.company) ?? 0)
    return mine.length - replaced < connectionsPerUser && ours - replaced < connectionsPerCompany
  }

  create(identity: Identity): Session {
    const { id, limits, monotonic, presence } = this.#parts
    const session = new Session(id(), identity, limits, monotonic(), presence)
    this.#byId.set(session.id, session)
    const sessions = this.#byUser.get(identity.user_id)
    if (sessions) sessions.push(session)
    else this.#byUser.set(identity.user_id, [session])
    return session
  }

  /** 0 when one more message of the session is within the rates it shares, else the ms until it is. */
  takeShared(session: Session, now: number): number {
    if (!this.#rates.limited) return 0
    session.shared ??= this.#rates.hold(session.identity, now)
    return session.shared.take(now)
  }

  /** Gives the session this connection; one it still had ends with 4004. */
  attach(session: Session, identity: Identity, wire: Wire): Attachment {
    if (session.attachment) this.detach(session, 4004)
    session.identity = identity
    session.permissions++
    const attachment = new Attachment(wire, this.#parts, () => this.end(session, 4001, 'at once'))
    session.state = { name: 'attached', attachment }
    this.#count(identity.company, 1)
    return attachment
  }

  /** The connection is gone, or goes with `code`: rooms are left, the session waits for its client. */
  detach(session: Session, code?: CloseCode, how?: 'after writing' | 'at once'): void {
    const { attachment } = session
    if (!attachment) return
    const now = this.#parts.monotonic()
    session.state = { name: 'away', until: now + this.#parts.limits.graceMs }
    this.#count(session.identity.company, -1)
    attachment.end()
    if (code !== undefined && GOODBYES.includes(code)) session.presence.leaveAll()
    else session.presence.lost(now + this.#parts.limits.presenceGraceMs)
    if (code !== undefined) attachment.wire.close(code, CLOSE_CODES[code].name, how)
    this.#parts.fanOut.counters.end(code)
    const { user_id, company = null } = session.identity
    this.#parts.audit({ kind: 'disconnected', user_id, company, session: session.id, ...(code && { code }) })
  }

  /** The connection is gone. `said` is the code its client closed it with, absent when it broke. */
  gone(session: Session, said: number | undefined): void {
    this.detach(session)
    if (said !== undefined && GOODBYES.includes(said)) session.presence.leaveAll()
  }

  /** Closes with `code`; the code says whether the session may come back. */
  end(session: Session, code: CloseCode, how?: 'after writing' | 'at once'): void {
    this.detach(session, code, how)
    if (FINAL.includes(code)) this.#forget(session)
  }

  /** Looks after every session a few times a second: expiry of tokens, stalled readers, lagging rooms, grace. */
  sweep(): void {
    const now = this.#parts.now()
    const monotonic = this.#parts.monotonic()
    const { stallMs } = this.#parts.limits
    for (const session of this.#byId.values()) {
      const { state, identity } = session
      session.presence.sweep(monotonic)
      if (state.name === 'attached') {
        if (identity.expires_at !== undefined && identity.expires_at <= now) this.end(session, 4501)
        else if (state.attachment.queue.stalled(monotonic, stallMs)) this.end(session, 4001, 'at once')
        else state.attachment.refill()
      } else if (state.name === 'away' && state.until <= monotonic) this.#forget(session)
    }
  }

  #forget(session: Session): void {
    session.state = { name: 'ended' }
    session.presence.leaveAll()
    session.shared?.release()
    this.#byId.delete(session.id)
    const { user_id } = session.identity
    const others = this.ofUser(user_id).filter(one => one !== session)
    if (others.length > 0) this.#byUser.set(user_id, others)
    else this.#byUser.delete(user_id)
  }

  #count(company: string | undefined, by: number): void {
    if (company === undefined) return
    const count = (this.#attachedPerCompany.get(company) ?? 0) + by
    if (count > 0) this.#attachedPerCompany.set(company, count)
    else this.#attachedPerCompany.delete(company)
  }
}
