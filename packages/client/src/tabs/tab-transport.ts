/** The transport of a tab: its wire leads to whoever holds the connection, and ends when that is somebody else. */
import type { Status } from '../connection/status.ts'
import { ABNORMAL, type Transport, type WireEvents } from '../transport/wire.ts'
import type { HostLink } from './message.ts'

/** A host that does not answer `open` for so long is gone or frozen. */
export const HOST_ANSWER_MS = 2000

/** `status`: what the host says of the one connection. */
export const tabTransport = (link: HostLink, status: (status: Status) => void): Transport => {
  let wire = 0
  let events: WireEvents | null = null
  let answered = () => {}
  /** Says `open` to a host that came after it was said; null once the wire is in use. */
  let again: (() => void) | null = null
  const end = (code: number) => {
    const ending = events
    events = null
    again = null
    answered()
    ending?.closed(code)
  }
  link.listen({
    host: () => {
      if (again) again()
      else end(ABNORMAL)
    },
    message: message => {
      answered()
      if (message.kind === 'status') status(message.status)
      else if (message.wire === wire && events) {
        again = null
        if (message.kind === 'frame') events.frame(message.frame)
        else end(message.code)
      }
    },
  })
  return {
    name: 'tab',
    possible: () => true,
    open: ({ clock }, hello, to) => {
      wire += 1
      const mine = wire
      events = to
      again = () => {
        answered()
        const timer = clock.setTimeout(() => link.silent(), HOST_ANSWER_MS)
        answered = () => clock.clearTimeout(timer)
        link.post({ kind: 'open', wire: mine, connect: hello.connect() })
      }
      again()
      return {
        send: text => link.post({ kind: 'frame', wire: mine, text }),
        close: () => {
          if (events === to) {
            events = null
            again = null
            answered()
          }
          link.post({ kind: 'close', wire: mine })
        },
      }
    },
  }
}
