/** One transport link as the connection sees it: frames up, frames down, one end; and what a transport needs to make one. */
import type { ClientFrame, RoomEvent, ServerFrame } from '@nabiz/protocol'
import type { Clock } from '../outside/clock.ts'
import type { WebSocketConstructor } from './web-socket-like.ts'

export type Wire = {
  /** The text is one frame, already serialised, because its size was checked before. */
  send(text: string): void
  /** Says goodbye; nothing is reported after it, not even the end. */
  close(code: number): void
}

/** What a wire reports. `closed` comes exactly once, and never after {@link Wire.close}. */
export type WireEvents = {
  frame(frame: ServerFrame | RoomEvent): void
  closed(code: number): void
}

/** What a wire says first. */
export type Hello = {
  /** The `connect` frame, made at the moment it leaves: positions move until then. */
  connect(): string
  /** The token that is good now. Transports of HTTP show it with every call. */
  token(): string
}

/** Where a transport opens its wires. `url` is a WebSocket's address. */
export type Surroundings = {
  url: string
  WebSocket?: WebSocketConstructor
  fetch?: typeof globalThis.fetch
  clock: Clock
  /** From 0 (inclusive) to 1. */
  random: () => number
}

export type Transport = {
  /** As the status shows it and the memory keeps it. */
  readonly name: string
  /** False where the runtime lacks what it takes. */
  possible(place: Surroundings): boolean
  /** May throw when the runtime refuses the address. */
  open(place: Surroundings, hello: Hello, events: WireEvents): Wire
}

/** The code of a link that ended without a word, as a browser reports it. */
export const ABNORMAL = 1006
/** The server is there and takes nobody now. */
export const TRY_AGAIN_LATER = 1013

export const encode = (frame: ClientFrame): string => JSON.stringify(frame)

/** One frame a line. What is no frame is left out: the offsets will tell. */
export const decodeLines = (text: string, take: (frame: ServerFrame | RoomEvent) => void): void => {
  for (const line of text.split('\n')) {
    let frame: unknown
    try {
      frame = JSON.parse(line)
    } catch {
      continue
    }
    if (typeof frame === 'object' && frame !== null && 'type' in frame) take(frame as ServerFrame | RoomEvent)
  }
}
