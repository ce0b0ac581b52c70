/** What a caller may say with a join, a publish and a request. */
import type { Position } from '@nabiz/protocol'

export type JoinOptions = {
  /** Continue from here: what came later is replayed. Without it: begin now, with a snapshot. */
  since?: Position
  /** Watch who is in the room: how many (`count`), or who (`list`). The most that a holder wanted is watched. */
  presence?: 'count' | 'list'
}
export type PublishOptions = {
  /** Makes it happen once within 24 h, however often it is sent; such a publish is resent after a loss. */
  key?: string
  /** `false`: passing, not kept in the room's history. */
  record?: boolean
  timeout_ms?: number
  signal?: AbortSignal
}
export type RequestOptions = Omit<PublishOptions, 'record'>
