/** The door to the nodes beside this one, for calls of HTTP transports whose session one of them holds. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** Who makes a call: a client, or another node for the client at `address`. `forged`: somebody who plays a node. */
export type Sender =
  | { readonly kind: 'client' }
  | { readonly kind: 'node'; readonly address: string }
  | { readonly kind: 'forged' }

/** A call for another node. Nothing of its answer has been written. */
export type PassedCall = {
  /** Of the session, or of the ticket. */
  readonly name: string
  readonly request: IncomingMessage
  /** It was read already. */
  readonly body: string
  readonly response: ServerResponse
  /** The client's, as limits count it. */
  readonly address: string
  /** The other node may be silent for so long, in ms, before and within its answer. */
  readonly silent_ms: number
}

/** `gone`: no such node lives. `unavailable`: nobody can tell at the moment. In both cases nothing was answered. */
export type Passed = 'passed' | 'gone' | 'unavailable'

export type Neighbours = {
  /** Names a session or a ticket of this node, so that every node can tell whose it is. At most 24 characters longer. */
  nameOf(id: string): string
  /** True for a name that says it was given by another node. */
  elsewhere(name: string): boolean
  senderOf(request: IncomingMessage): Sender
  /** Calls for this node are answered by `http`, now or as soon as it listens. */
  attached(http: Server): void
  /** Resolves when the other node began to answer, or the client went away; the rest of the answer follows by itself. */
  pass(call: PassedCall): Promise<Passed>
  /** The others pass nothing here any more. */
  close(): Promise<void>
}

/** A node that has none. */
export const NO_NEIGHBOURS: Neighbours = {
  nameOf: id => id,
  elsewhere: () => false,
  senderOf: () => ({ kind: 'client' }),
  attached: () => {},
  pass: async () => 'gone',
  close: async () => {},
}
