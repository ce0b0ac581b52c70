/** The sessions of this node: made, resumed, detached, ended, found by user, and looked after by the clock. */
import { CLOSE_CODES, type CloseCode } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import { Attachment } from './attachment.ts'
import type { SessionParts } from './parts.ts'
import { Session } from './session.ts'
import type { Wire } from './wire.ts'

/** After these a session is over; after the others it waits for its client. */
const FINAL: readonly CloseCode[] = [4005, 4502]

export class SessionRegistry {
  readonly #parts: SessionParts
  readonly #byId = new Map<string, Session>()
  readonly #byUser = new Map<string, Set<Session>>()
  readonly #attachedPerCompany = new Map<string, number>()

  constructor(parts: SessionParts) {
    this.#parts = parts
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
    for (const sessions of this.#byUser.values()) if ([...sessions].some(session => session.attachment)) users++
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
    const session = new Session(this.#parts.id(), identity, this.#parts.limits, this.#parts.monotonic())
    this.#byId.set(session.id, session)
    const sessions = this.#byUser.get(identity.user_id) ?? new Set()
    this.#byUser.set(identity.user_id, sessions.add(session))
    return session
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
    session.state = { name: 'away', until: this.#parts.monotonic() + this.#parts.limits.graceMs }
    this.#count(session.identity.company, -1)
    attachment.end()
    if (code !== undefined) attachment.wire.close(code, CLOSE_CODES[code].name, how)
    const { user_id, company = null } = session.identity
    this.#parts.audit({ kind: 'disconnected', user_id, company, session: session.id, ...(code && { code }) })
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
      if (state.name === 'attached') {
        if (identity.expires_at !== undefined && identity.expires_at <= now) this.end(session, 4501)
        else if (state.attachment.queue.stalled(monotonic, stallMs)) this.end(session, 4001, 'at once')
        else state.attachment.refill()
      } else if (state.name === 'away' && state.until <= monotonic) this.#forget(session)
    }
  }

  #forget(session: Session): void {
    session.state = { name: 'ended' }
    this.#byId.delete(session.id)
    const { user_id } = session.identity
    const sessions = this.#byUser.get(user_id)
    sessions?.delete(session)
    if (sessions?.size === 0) this.#byUser.delete(user_id)
  }

  #count(company: string | undefined, by: number): void {
    if (company === undefined) return
    const count = (this.#attachedPerCompany.get(company) ?? 0) + by
    if (count > 0) this.#attachedPerCompany.set(company, count)
    else this.#attachedPerCompany.delete(company)
  }
}
