/** Reads fields of an event's data, which comes from any backend and was checked by nobody here. */
import type { RoomEvent } from '@nabiz/protocol'

export type Fields = Readonly<Record<string, unknown>>

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

/** Text, and numbers as text: some backends number their rows. */
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

export const numbersOf = (value: unknown): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fieldsOf(value)).filter((entry): entry is [string, number] => numberOf(entry[1]) !== null),
  )

export type Level = 'success' | 'error' | 'warning' | 'info'

export const levelOf = (value: unknown): Level =>
  value === 'success' || value === 'error' || value === 'warning' ? value : 'info'

/** Where a click may lead: this site, or the web. `javascript:` and the like are no links. */
export const linkOf = (value: unknown): string | null =>
  typeof value === 'string' && /^(https?:\/\/|\/(?![\\/])|\?|#)/.test(value) ? value : null

/** Who did it, as a name if the data has one. */
export const actorOf = ({ data, user_id }: RoomEvent): string | null => {
  const { actor, by } = fieldsOf(data)
  for (const who of [actor, by]) {
    const name = textOf(who) ?? textOf(fieldsOf(who).name)
    if (name !== null) return name
  }
  return user_id
}
