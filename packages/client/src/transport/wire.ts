/** One transport link as the connection sees it: frames up, frames down, one end. */
import type { ClientFrame, RoomEvent, ServerFrame } from '@nabiz/protocol'

export type Wire = {
  /** The text is one frame, already serialised, because its size was checked before. */
  send(text: string): void
  /** Says goodbye; nothing is reported after it, not even the end. */
  close(code: number): void
}

/** What a wire reports. `closed` comes exactly once, and never after {@link Wire.close}. */
export type WireEvents = {
  opened(): void
  frame(frame: ServerFrame | RoomEvent): void
  closed(code: number): void
}

export const encode = (frame: ClientFrame): string => JSON.stringify(frame)
