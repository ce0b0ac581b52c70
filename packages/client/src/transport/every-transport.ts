/** What a client uses unless told otherwise, best first. */
import { longPoll } from './long-poll.ts'
import { sse } from './sse.ts'
import { webSocket } from './websocket.ts'

export const everyTransport = [webSocket, sse, longPoll] as const
