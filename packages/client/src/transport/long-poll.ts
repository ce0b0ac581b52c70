/** The long poll: each answer brings the frames that waited, and the next question says which were received. */
import type { RoomEvent, ServerFrame } from '@nabiz/protocol'
import { type Downstream, openHttpWire } from './http-wire.ts'
import { withRetries } from './retry.ts'
import type { Transport } from './wire.ts'

/** The server answers within 25 s; after this the question was lost and is asked again. */
export const POLL_TIMEOUT_MS = 35_000

type Polled = { n: number; frames: (ServerFrame | RoomEvent)[] }

const receive = async ({ place, link, signal, frame, begin }: Downstream, connect: string): Promise<void> => {
  const started = await link.call({ method: 'POST', path: 'send', body: connect, signal })
  const { session } = (await started.json()) as { session: string }
  begin(session)
  for (let ack = 0; ; ) {
    const poll = async (signal: AbortSignal) => {
      const response = await link.call({ method: 'GET', path: 'poll', query: { session, ack }, signal })
      return (await response.json()) as Polled
    }
    // Nothing is acknowledged before it was read whole, so a lost answer comes again.
    const { n, frames } = await withRetries(poll, { place, timeout_ms: POLL_TIMEOUT_MS, signal })
    ack = n
    for (const one of frames) frame(one)
  }
}

export const longPoll: Transport = {
  name: 'poll',
  possible: ({ fetch }) => fetch !== undefined,
  open: (place, hello, events) => openHttpWire(place, hello, events, down => receive(down, hello.connect())),
}
