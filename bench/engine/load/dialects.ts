/** What a reader says to each kind of server, and how it knows that it is in. */
import { type Data, dataAt } from './payload.ts'

/** One reader's memory between its connections: what its server needs to bring it what it missed. */
export type Memory = {
  readonly index: number
  readonly rooms: readonly string[]
  /** Joined rooms so far, on this connection. */
  joined: number
  /** nabiz: position of the (only) room before the first counted event. Socket.IO: its private id. */
  session: string
  epoch: string
  offset: number
  /** The last event's message, for servers that read the position from there. */
  last: string
}

export type Dialect = {
  readonly path: (memory: Memory) => string
  readonly protocol?: string
  /** Said when the connection opens; null: nothing, being open is being in. */
  readonly greeting: (memory: Memory, again: boolean) => string | null
  /** Takes a message that is no event; gives what to answer. Counts `memory.joined` up. */
  readonly heard: (memory: Memory, text: string, again: boolean) => string | null
  /** A question whose answer carries `data` back. */
  readonly request?: (ref: number, data: Data) => string
  /** How a reader that comes again finds its place in {@link Memory.last}; absent: it cannot. */
  readonly resumes?: boolean
}

type Joined = { type: string; room: string; epoch: string; offset: number; session: string }

const nabiz = (protocol?: string): Dialect => ({
  path: () => '/ws',
  ...(protocol && { protocol }),
  resumes: true,
  greeting: ({ index, rooms, session, epoch, offset }, again) => {
    const since = again ? { epoch, offset } : null
    const named = Object.fromEntries(rooms.map(room => [room, since]))
    const resumed = again ? { session } : {}
    return JSON.stringify({ type: 'connect', token: `user-${index}`, version: 1, rooms: named, ...resumed })
  },
  heard: (memory, text) => {
    for (const line of text.split('\n')) {
      const frame = JSON.parse(line) as Joined
      if (frame.type === 'connected') memory.session = frame.session
      else if (frame.type === 'error') throw new Error(line)
      if (frame.type !== 'room_joined') continue
      memory.joined++
      memory.epoch = frame.epoch
      memory.offset = frame.offset
    }
    return null
  },
  request: (ref, data) => JSON.stringify({ type: 'request', name: 'echo', ref, data }),
})

const JOIN_ACK = '430['

const socketIo: Dialect = {
  path: () => '/socket.io/?EIO=4&transport=websocket',
  resumes: true,
  greeting: () => null,
  heard: (memory, text, again) => {
    if (text === '2') return '3'
    if (text.startsWith('0')) {
      // The position is the last argument of the last event.
      const offset = (JSON.parse(memory.last.slice(2) || '[]') as unknown[]).at(-1)
      return again ? `40${JSON.stringify({ pid: memory.session, offset })}` : '40'
    }
    if (text.startsWith('40')) {
      memory.session = (JSON.parse(text.slice(2)) as { pid?: string }).pid ?? ''
      if (!again) return `420["join",${JSON.stringify(memory.rooms)}]`
      memory.joined = memory.rooms.length
    } else if (text.startsWith(JOIN_ACK)) memory.joined = memory.rooms.length
    return null
  },
  request: (ref, data) => `42${ref}["echo",${JSON.stringify(data)}]`,
}

/** Servers without a protocol of their own: the address names the room. */
const bare = (path: (room: string) => string): Dialect => ({
  path: ({ rooms }) => path(rooms[0]!),
  greeting: memory => {
    memory.joined = memory.rooms.length
    return null
  },
  heard: () => null,
})

const nats: Dialect = {
  path: () => '/',
  greeting: ({ rooms }) => {
    const subscribed = rooms.map((room, index) => `SUB ${room.replace(':', '.')} ${index + 1}\r\n`)
    return `CONNECT {"verbose":false,"protocol":1}\r\n${subscribed.join('')}PING\r\n`
  },
  heard: (memory, text) => {
    if (text.includes('PONG')) memory.joined = memory.rooms.length
    return text.includes('PING') ? 'PONG\r\n' : null
  },
}

export const DIALECTS = {
  'nabiz plain': nabiz(),
  'nabiz v1': nabiz('nabiz.v1'),
  'socket.io': socketIo,
  room: bare(room => `/${room}`),
  floor: { ...bare(room => `/${room}`), request: (_ref, data) => JSON.stringify(data) },
  nchan: bare(room => `/sub/${room}`),
  nats,
} as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof DIALECTS

/** The text a request carries, made anew each time as a client would. */
export const requestText = (dialect: Dialect, ref: number): string => {
  if (!dialect.request) throw new Error('this server takes no requests')
  return dialect.request(ref, dataAt(0))
}
