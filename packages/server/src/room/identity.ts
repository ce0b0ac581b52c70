/** Who is at the other end, as the embedding application's `authenticate` says. */
import type { CloseCode, JsonObject } from '@nabiz/protocol'

export type Identity = {
  user_id: string
  /** The tenant whose rooms this connection sees; absent = the shared space. */
  company?: string
  /** The sign-in this token belongs to, for revoking one device. */
  sid?: string
  /** ms; live sessions end then with 4501 unless they authenticate anew. */
  expires_at?: number
  /** ms; lets a revocation of the user tell older tokens from newer ones. */
  issued_at?: number
  /** Patterns of rooms that may be joined, for the default authorizer. */
  rooms?: string[]
  /** Patterns of rooms that may be published to; absent = none. */
  publish?: string[]
  info?: JsonObject
}

/** Thrown by `authenticate`: the connection ends with this code. Anything else thrown there is a fault, and the client comes back. */
export class ConnectRefused extends Error {
  readonly code: Extract<CloseCode, 4500 | 4501 | 4502>
  readonly reason: string

  constructor(code: Extract<CloseCode, 4500 | 4501 | 4502>, reason: string) {
    super(reason)
    this.name = 'ConnectRefused'
    this.code = code
    this.reason = reason
  }
}
