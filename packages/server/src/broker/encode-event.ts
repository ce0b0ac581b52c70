/** Writes an event as the JSON that goes out on every wire, once. */
import type { RoomEvent } from '@nabiz/protocol'
import type { Draft, Stored } from './broker.ts'

/** Completes a draft with the offset it was given, as JSON. */
export const placedJson = (draft: Draft, offset: number): string => `${draft.head},"offset":${offset}}`

/** Completes a draft that gets no offset. */
export const passingFrame = (draft: Draft): Buffer => Buffer.from(`${draft.head}}`)

/**
 * The JSON of an event but for its offset and closing brace. Never holds a raw newline: JSON escapes those in texts.
 * `type` and `room` are names, of characters that JSON writes as they are.
 */
export const eventHead = (event: Omit<RoomEvent, 'offset'>): string => {
  const { type, room, data, timestamp, user_id, id, key, removed } = event
  const told = removed ? '"removed":true' : `"data":${JSON.stringify(data) ?? 'null'}`
  const keyed = key === undefined ? '' : `,"key":${JSON.stringify(key)}`
  // Written piece by piece: an object built only to be written in this order makes each event a quarter dearer.
  // `JSON.stringify` for what needs it only: each call costs more than the copy of what it writes.
  const at = Number.isInteger(timestamp) ? timestamp : JSON.stringify(timestamp)
  const user = (user_id ?? null) === null ? 'null' : JSON.stringify(user_id)
  return (
    `{"type":"${type}","room":"${room}",${told},"timestamp":${at}` +
    `,"user_id":${user},"id":${JSON.stringify(id)}${keyed}`
  )
}

/** An event of a log → what brokers carry. Its type is what somebody once wrote there. */
export const storedEvent = (event: RoomEvent & { offset: number }, slot: string | null): Stored => {
  const type = JSON.stringify(event.type).slice(1, -1)
  return {
    offset: event.offset,
    slot,
    frame: Buffer.from(placedJson({ head: eventHead({ ...event, type }), slot }, event.offset)),
  }
}
