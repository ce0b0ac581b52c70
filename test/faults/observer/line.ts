/** A raw link to the server, whatever carries it: frames in, frames out, and the news that it is gone. */

export type Frame = { readonly type: string; readonly [field: string]: unknown }

/** What is heard. `alive` is called for every sign of life, frames included; `lost` once, at the end. */
export type Hear = {
  frame(frame: Frame): void
  alive(): void
  lost(): void
}

export type ConnectFrame = Frame & { readonly token: string }

export type Line = {
  send(frame: object): void
  /** Ends it without a word, from this side. `lost` follows. */
  cut(): void
}

/** Opens a link to 127.0.0.1:port and begins with `connect`. */
export type OpenLine = (port: number, connect: ConnectFrame, hear: Hear) => Line
