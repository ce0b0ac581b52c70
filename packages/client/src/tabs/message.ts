/** What a tab and the holder of the one connection say to each other: frames of a wire, and the status of the connection. */
import type { RoomEvent, ServerFrame } from '@nabiz/protocol'
import type { Status } from '../connection/status.ts'

/** `wire` counts the wires of a tab: what belongs to an earlier one is out of date. */
export type ToHost =
  | { kind: 'open'; wire: number; connect: string }
  | { kind: 'frame'; wire: number; text: string }
  | { kind: 'close'; wire: number }
  /** A person asks, or looks at the page again. */
  | { kind: 'look' }

/** `status` also comes as the answer to `open`: a sign of life before there is a connection. */
export type ToTab =
  | { kind: 'frame'; wire: number; frame: ServerFrame | RoomEvent }
  | { kind: 'closed'; wire: number; code: number }
  | { kind: 'status'; status: Status }

/** A tab's way to whoever holds the connection at the moment. */
export type HostLink = {
  /** Said into the void while there is no host. */
  post(message: ToHost): void
  /** One listener. `host`: a host is there, another one than before; what was said to that one is lost. */
  listen(to: { host(): void; message(message: ToTab): void }): void
  /** The host did not answer for too long. */
  silent(): void
  start(): void
  stop(): void
}
