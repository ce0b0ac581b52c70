/** The states of one connection as a union, and how each is left. */
import type { Clock, TimerHandle } from '../outside/clock.ts'
import type { Wire } from '../transport/wire.ts'
import type { Climb } from './climb.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { TokenRefresh } from './token-refresh.ts'

type Connected = {
  state: 'connected'
  wire: Wire
  began: number
  heartbeat: Heartbeat
  refresh: TokenRefresh
  climb: Climb
  drain: { at: number; timer: TimerHandle } | null
}
export type Connecting = { state: 'connecting'; wire: Wire | null; timer: TimerHandle }
/** `between` lasts only while the layers above hear of a loss; what they ask for in it is heard. */
export type Phase =
  | { state: 'idle' | 'closed' | 'between' }
  | { state: 'waiting' | 'offline'; timer: TimerHandle }
  | Connecting
  | Connected

/** Ends the timers of a phase, and its link unless `code` is null (the next phase goes on with it). */
export const leavePhase = (phase: Phase, clock: Clock, code: number | null): void => {
  if ('timer' in phase) clock.clearTimeout(phase.timer)
  if (phase.state === 'connected') {
    phase.heartbeat.stop()
    phase.refresh.stop()
    phase.climb.stop()
    if (phase.drain) clock.clearTimeout(phase.drain.timer)
  }
  if (code !== null && 'wire' in phase) phase.wire?.close(code)
}
