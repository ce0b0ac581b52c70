/** A position in a room's history: which run of offsets (`epoch`), and how far in it (`offset`). */
export type Position = { epoch: string; offset: number }

/** Epochs are at most 24 characters without `:`, so that `epoch:offset` can be written as one text. */
const EPOCH = /^[A-Za-z0-9_.@=-]{1,24}$/

/** True for a well-formed position: a legal epoch and a whole offset from 0. */
export const isPosition = (value: unknown): value is Position => {
  if (typeof value !== 'object' || value === null) return false
  const { epoch, offset } = value as Partial<Position>
  return typeof epoch === 'string' && EPOCH.test(epoch) && Number.isSafeInteger(offset) && offset! >= 0
}

/** `epoch:offset`, as HTTP queries carry it. */
export const formatPosition = (position: Position): string => `${position.epoch}:${position.offset}`

/** The inverse of {@link formatPosition}; null for anything else. */
export const parsePosition = (text: string): Position | null => {
  const at = text.lastIndexOf(':')
  const position = { epoch: text.slice(0, at), offset: Number(text.slice(at + 1)) }
  return at > 0 && isPosition(position) ? position : null
}
