/** The door down to a transport: what a session needs of one connection, whatever kind it is. */
import type { CloseCode } from '@nabiz/protocol'
import type { Encoding } from '../room/parcel.ts'

/** The kind of a connection, as options and metrics name it. */
export type TransportName = 'websocket' | 'sse' | 'poll'

export type Wire = {
  readonly transport: TransportName
  /** Several frames may go into one message. */
  readonly joined: boolean
  readonly encoding: Encoding
  /** Where the connection comes from, canonical: rate limits and audit use it. */
  readonly address: string
  /** False: hold back until {@link Link.drained} is called. */
  write(bytes: Buffer): boolean
  /** Bytes this process still holds for the connection. */
  buffered(): number
  /** Counts up whenever the system took a write: progress of a slow reader. */
  written(): number
  /** Counts up with every byte from the other end: a sign of life. */
  received(): number
  /** False: this transport cannot carry all these rooms at once. Absent: it carries any. */
  carries?(rooms: readonly string[]): boolean
  /** Asks the other end for a sign of life. */
  ping(): void
  /** Ends the connection after what was written; `at once` gives up on what the other end does not take. */
  close(code: CloseCode | 1011, reason: string, how?: 'after writing' | 'at once'): void
}
