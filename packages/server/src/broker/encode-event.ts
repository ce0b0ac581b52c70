/** Writes an event as the JSON that goes out on every wire, once. */
import type { RoomEvent } from '@nabiz/protocol'
import type { Draft, Stored } from './broker.ts'

/** Completes a draft with the offset it was given. */
export const placedFrame = (draft: Draft, offset: number): Buffer => Buffer.from(`${draft.head},"offset":${offset}}`)

/** Completes a draft that gets no offset. */
export const passingFrame = (draft: Draft): Buffer => Buffer.from(`${draft.head}}`)

/** The JSON of an event but for its offset and closing brace. Never holds a raw newline: JSON escapes those in texts. */
export const eventHead = (event: Omit<RoomEvent, 'offset'>): string => {
  const { type, room, data, timestamp, user_id, id, key, removed } = event
  const told = removed ? { removed } : { data }
  return JSON.stringify({ type, room, ...told, timestamp, user_id, id, ...(key !== undefined && { key }) }).slice(0, -1)
}

/** An event of a log → what brokers carry. */
export const storedEvent = (event: RoomEvent & { offset: number }, slot: string | null): Stored => ({
  offset: event.offset,
  slot,
  frame: placedFrame({ head: eventHead(event), slot }, event.offset),
})
