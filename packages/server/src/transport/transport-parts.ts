/** What every transport is given: who may come, and the doors up to the engine. */
import type { Limits } from '@nabiz/protocol'
import type { Link } from '../session/link.ts'
import type { Wire } from '../session/wire.ts'
import type { Admission } from './admission.ts'
import type { Neighbours } from './neighbours.ts'
import type { Origins } from './origin.ts'

export type TransportParts = {
  readonly limits: Limits
  readonly origins: Origins
  /** How many proxies in front are believed about `X-Forwarded-For`. */
  readonly trustedProxies: number
  readonly admission: Admission
  readonly neighbours: Neighbours
  /** The door up: a connection opened. */
  readonly open: (wire: Wire) => Link
  /** It is gone. Called once. */
  readonly closed: (link: Link) => void
}
