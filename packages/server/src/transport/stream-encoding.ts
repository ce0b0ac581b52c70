/** Frames as Server-Sent Events, and as elements of a poll's answer. Frames hold no raw newline, so each is one line. */
import type { JsonObject } from '@nabiz/protocol'
import type { Encoding } from '../room/parcel.ts'

const DATA = Buffer.from('data: ')
const END = Buffer.from('\n\n')
const COMMA = Buffer.from(',')

/** One message of a stream. */
export const streamMessage = (frame: object): string => `data: ${JSON.stringify(frame)}\n\n`

/** For streams: every frame is a message of its own. */
export const streamed: Encoding = frames => {
  const parts: Buffer[] = []
  for (const { frame } of frames) parts.push(DATA, frame, END)
  return Buffer.concat(parts)
}

/** For polls: the inside of a JSON list. */
export const listed: Encoding = frames => {
  const parts: Buffer[] = []
  for (const { frame } of frames) parts.push(COMMA, frame)
  return Buffer.concat(parts.slice(1))
}

/** A message after which the reader is somewhere else. */
export type Mark = {
  /** Where in the encoded bytes the message begins. */
  readonly at: number
  /** Null: only its session is new. */
  readonly room: string | null
  /** Absent `epoch`: that of the room so far. Null: the room was left. */
  readonly position: { readonly epoch?: string; readonly offset: number } | null
}

/** Streams whose messages name the position after them: the bytes are shared by all readers, the names are each one's own. */
export type MarkedStream = {
  readonly encoding: Encoding
  marksOf(bytes: Buffer): readonly Mark[]
}

/** Frames are read once per parcel, however many connections get it. */
export const createMarkedStream = (): MarkedStream => {
  const marks = new WeakMap<Buffer, Mark[]>()
  return {
    encoding: frames => {
      const bytes = streamed(frames)
      const found: Mark[] = []
      let at = 0
      for (const { frame } of frames) {
        const mark = markOf(JSON.parse(frame.toString()) as JsonObject, at)
        if (mark) found.push(mark)
        at += DATA.length + frame.length + END.length
      }
      marks.set(bytes, found)
      return bytes
    },
    marksOf: bytes => marks.get(bytes) ?? [],
  }
}

type Placed = { room: string; epoch: string; offset: number; to: number; missed?: number }

const markOf = (frame: JsonObject, at: number): Mark | null => {
  const { room, epoch, offset, to, missed = 0 } = frame as Placed
  // An event may have any type but those of frames; what has an `id` and is no answer is one.
  if (typeof frame.id === 'string') {
    return frame.type !== 'published' && typeof offset === 'number' ? { at, room, position: { offset } } : null
  }
  switch (frame.type) {
    case 'connected':
      return { at, room: null, position: null }
    case 'room_joined':
      // The missed events follow: until they came, the reader is where it was.
      return { at, room, position: { epoch, offset: offset - missed } }
    case 'room_reset':
      return { at, room, position: { epoch, offset } }
    case 'skipped':
      return { at, room, position: { offset: to } }
    case 'room_left':
      return { at, room, position: null }
    default:
      return null
  }
}
