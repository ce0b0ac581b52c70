/** Reads the fields of a body or of a query one by one; each that does not fit is refused by its name. */
import { isEventType, isRoomName } from '@nabiz/protocol'
import { ApiRefused } from './api-refused.ts'

const MAX_TEXT = 64
const MAX_ID = 128

export class Fields {
  readonly #values: Readonly<Record<string, unknown>>
  readonly #at: string

  /** `at` stands before each name in messages: `events[2].`. Throws {@link ApiRefused} when `value` is no object. */
  constructor(value: unknown, at = '') {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ApiRefused('bad_request', `${at === '' ? 'the body' : at.slice(0, -1)}: expected an object`)
    this.#values = value as Record<string, unknown>
    this.#at = at
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name) && this.#values[name] !== undefined
  }

  /** Any value. */
  given(name: string): unknown {
    return this.has(name) ? this.#values[name] : this.#refuse(name, 'a value')
  }

  /** Ids are texts; whole numbers become theirs. */
  id(name: string, longest = MAX_ID): string {
    const value = this.#values[name]
    const text = Number.isSafeInteger(value) ? String(value) : value
    if (typeof text === 'string' && text !== '' && text.length <= longest) return text
    return this.#refuse(name, `a text of 1 to ${longest} characters`)
  }

  optionalId(name: string): string | undefined {
    return this.has(name) ? this.id(name) : undefined
  }

  /** For what may be said to be nobody. */
  idOrNull(name: string): string | null {
    return this.#values[name] === null ? null : (this.optionalId(name) ?? null)
  }

  key(): string | undefined {
    return this.has('key') ? this.id('key', MAX_TEXT) : undefined
  }

  room(name = 'room'): string {
    const value = this.#values[name]
    return isRoomName(value) ? value : this.#refuse(name, 'a room name')
  }

  rooms(most: number): string[] {
    const value = this.#values.rooms
    if (Array.isArray(value) && value.length <= most && value.every(isRoomName)) return value as string[]
    return this.#refuse('rooms', `a list of at most ${most} room names`)
  }

  eventType(): string {
    const value = this.#values.type
    return isEventType(value) ? value : this.#refuse('type', 'an event type')
  }

  flag(name: string): boolean | undefined {
    const value = this.#values[name]
    return value === undefined || typeof value === 'boolean' ? value : this.#refuse(name, 'true or false')
  }

  /** A whole number from 1, written in digits; `otherwise` when absent. */
  count(name: string, otherwise: number): number {
    const value = this.#values[name]
    if (value === undefined) return otherwise
    if (typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value)) return Number(value)
    return this.#refuse(name, 'a whole number from 1')
  }

  /** For what only the caller can judge. */
  refuse(name: string, expected: string): never {
    return this.#refuse(name, expected)
  }

  #refuse(name: string, expected: string): never {
    throw new ApiRefused('bad_request', `${this.#at}${name}: expected ${expected}`)
  }
}

/** The query of a request's address. A parameter given twice means two things to two readers, and is refused. */
export const queryFields = (url: string): Fields => {
  const at = url.indexOf('?')
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(at < 0 ? '' : url.slice(at + 1))) {
    if (name in values) throw new ApiRefused('bad_request', 'a parameter is given twice')
    values[name] = value
  }
  return new Fields(values)
}
