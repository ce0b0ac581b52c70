/** Frames of presence: what changed for who counts, what changed for who lists, and "list again". */
import type { PresenceChangedFrame } from '@nabiz/protocol'
import { textMessage } from '../broker/text-message.ts'
import { Parcel } from './parcel.ts'
import type { Change } from './presence-entry.ts'

/** A frame of differences is no larger: more than this is listed anew, a page at a time. */
const FRAME_BYTES = 65_536

const parcel = (json: string): Parcel => new Parcel([textMessage(json)])
const head = (room: string, version: number, count: number) =>
  ({ type: 'presence_changed', room, version, count }) satisfies PresenceChangedFrame

export const countFrame = (room: string, version: number, count: number): Parcel =>
  parcel(JSON.stringify(head(room, version, count)))

/** Says that differences were left out. */
export const truncatedFrame = (room: string, version: number, count: number): Parcel =>
  parcel(JSON.stringify({ ...head(room, version, count), truncated: true } satisfies PresenceChangedFrame))

export const listFrame = (room: string, version: number, count: number, changes: Iterable<Change>): Parcel => {
  const texts: Record<Change['kind'], string[]> = { joined: [], left: [], updated: [] }
  let length = 0
  for (const change of changes) {
    const json = change.kind === 'left' ? JSON.stringify(change.left) : change.entry.json
    texts[change.kind].push(json)
    // A text has at least as many bytes as characters: far too much is seen before it is put together.
    length += json.length
    if (length > FRAME_BYTES) return truncatedFrame(room, version, count)
  }
  const lists = Object.entries(texts).map(([kind, jsons]) => `"${kind}":[${jsons.join(',')}]`)
  const whole = parcel(`${JSON.stringify(head(room, version, count)).slice(0, -1)},${lists.join(',')}}`)
  return whole.bytes > FRAME_BYTES ? truncatedFrame(room, version, count) : whole
}
