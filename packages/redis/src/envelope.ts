/** What one node tells the others about an event. Whoever else writes to Redis may write anything, so all of it is checked. */
import { isEventType, isReservedType } from '@nabiz/protocol'
import type { Carried, Stored } from '@nabiz/server'

/** `1 epoch offset slot`, a newline, the frame; `-` in the place of epoch and offset of a passing event. */
const HEAD = /^1 ([A-Za-z0-9_.@=-]{1,24}) (\d{1,16}|-) (.*)$/s
const VERSION = /^\d{1,6} /
const NEWLINE = 10
/** A head is no longer: a slot is a type and what a contract makes of data. */
const HEAD_BYTES = 65_536

export type Told = { readonly epoch: string; readonly carried: Carried }
/** Why a message was dropped: of another version of this program, or no message at all. */
export type Dropped = 'foreign' | 'garbage'

export const envelope = (epoch: string, offset: number | null, slot: string | null, frame: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`1 ${epoch} ${offset ?? '-'} ${JSON.stringify(slot)}\n`), frame])

/** `name` is the room's within its company. */
export const readEnvelope = (message: Buffer, name: string): Told | Dropped => {
  const end = message.subarray(0, HEAD_BYTES).indexOf(NEWLINE)
  const text = end < 0 ? '' : message.toString('utf8', 0, end)
  const head = HEAD.exec(text)
  if (!head) return VERSION.test(text) && !text.startsWith('1 ') ? 'foreign' : 'garbage'
  const [, epoch = '', position = '', slotJson = ''] = head
  const slot = readSlot(slotJson)
  const offset = position === '-' ? null : Number(position)
  const frame = message.subarray(end + 1)
  if (slot === undefined || !isFrame(frame, name, offset)) return 'garbage'
  return { epoch, carried: { offset, slot, frame } }
}

/** An entry of a room's log, or null. `id` is `offset-0`. */
export const readEntry = (id: string, frame: Buffer, slotJson: string, name: string): Stored | null => {
  const [, digits] = /^(\d{1,16})-0$/.exec(id) ?? []
  const slot = readSlot(slotJson)
  if (digits === undefined || slot === undefined) return null
  const offset = Number(digits)
  return isFrame(frame, name, offset) ? { offset, slot, frame } : null
}

const readSlot = (text: string): string | null | undefined => {
  const slot = parse(text)
  return slot === null || typeof slot === 'string' ? slot : undefined
}

/** One line of JSON that every client takes for this event of this room, and for nothing else. */
const isFrame = (frame: Buffer, name: string, offset: number | null): boolean => {
  if (offset !== null && !(Number.isSafeInteger(offset) && offset > 0)) return false
  if (frame.includes(NEWLINE)) return false
  const event = parse(frame.toString())
  if (typeof event !== 'object' || event === null) return false
  const { type, room, id, offset: own } = event as Record<string, unknown>
  if (typeof type !== 'string' || !isEventType(type) || isReservedType(type)) return false
  return room === name && typeof id === 'string' && own === (offset ?? undefined)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
