/** What nodes write to each other about people, as text; whatever else stands there is dropped. */
import type { Order } from '@nabiz/server'
import type { Dropped } from './envelope.ts'

/** `ask` names a question of `from`; an answer carries it back. */
export type Message =
  | { readonly kind: 'order'; readonly from: string; readonly ask: string; readonly order: Order }
  | {
      readonly kind: 'answer'
      readonly from: string
      readonly to: string
      readonly ask: string
      readonly ended: number
    }

type Fields = Record<string, unknown>

export const writeMessage = (message: Message): string => JSON.stringify({ v: 1, ...message })

export const readMessage = (text: string | undefined): Message | Dropped => {
  const fields = fieldsOf(text)
  if (!fields) return 'garbage'
  if (fields.v !== 1) return Number.isSafeInteger(fields.v) ? 'foreign' : 'garbage'
  const { kind, from, to, ask, ended } = fields
  if (!isId(from) || !isId(ask)) return 'garbage'
  if (kind === 'answer' && isId(to) && isCount(ended)) return { kind, from, to, ask, ended }
  const order = kind === 'order' ? orderOf(fields.order) : null
  return order ? { kind: 'order', from, ask, order } : 'garbage'
}

const orderOf = (value: unknown): Order | null => {
  if (!isObject(value)) return null
  const { kind, user_id, revoke, at } = value
  if (kind === 'refresh_permissions' && isId(user_id)) return { kind, user_id }
  if (kind !== 'disconnect' || typeof revoke !== 'boolean' || !isCount(at)) return null
  const target = targetOf(value.target)
  return target && { kind, target, revoke, at }
}

const targetOf = (value: unknown): (Order & { kind: 'disconnect' })['target'] | null => {
  if (!isObject(value)) return null
  if (isId(value.session)) return { session: value.session }
  return whoseOf(value)
}

/** Whose tokens a revocation means, or null. */
export const whoseOf = (value: unknown) => {
  if (!isObject(value)) return null
  const { sid, user_id, company } = value
  if (isId(sid)) return { sid }
  if (isId(user_id)) return { user_id, ...(isId(company) && { company }) }
  return isId(company) ? { company } : null
}

const fieldsOf = (text: string | undefined): Fields | null => {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isId = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 1_024
/** A number of sessions, or a time in ms. */
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
