/** Which rooms hear of a business event: the company, and the devices of who sent the letter. Pure. */
import type { BusinessEvent, RoutedEvent } from '#platform/store'
import { MUTABAKAT_EVENTS } from '../contract/index.ts'

const isOurs = (type: string): boolean => Object.hasOwn(MUTABAKAT_EVENTS, type)

/** Of one letter: who sent it. Of a summary or a batch: who caused it, unless that was a clock. */
const senderOf = (data: Record<string, unknown>, user_id: string | null): string | null => {
  if (typeof data.sender_id === 'string') return data.sender_id
  if ('batch_id' in data) return user_id === 'system' ? null : user_id
  const row = data.row as { sender?: { id?: unknown } | null } | undefined
  return typeof row?.sender?.id === 'string' ? row.sender.id : null
}

/** What its guest sees change; before it left, a letter is its company's alone. */
const SEEN_BY_BOTH = new Set(['approved', 'rejected', 'expired', 'revised', 'resolved', 'cancelled'])

/** Who waits on the page of the letter learns that there is something new, and no more than that. */
const bothSides = (data: Record<string, unknown>): RoutedEvent[] => {
  const { id, status, rev } = (data.row ?? {}) as { id?: unknown; status?: unknown; rev?: unknown }
  if (typeof id !== 'string' || typeof status !== 'string' || !SEEN_BY_BOTH.has(status)) return []
  return [{ room: `mutabakat:${id}`, type: 'letter_changed', data: { letter_id: id, status, rev } }]
}

/** The sender's own room gets the sentence in the sender's language; nobody else sees that one. */
export const routeEvent = (event: BusinessEvent): RoutedEvent[] => {
  if (event.type === 'comparison_changed')
    return [{ room: `mutabakat:${event.data.letter_id}`, type: event.type, data: event.data }]
  if (event.type === 'mutabakat_evidence')
    return [{ room: `mutabakat:${event.data.mutabakat_id}`, type: event.type, data: event.data }]
  if (!isOurs(event.type) || event.company_id === null) return []
  const { sender_message, ...data } = event.data
  const sender = senderOf(data, event.user_id)
  const told: RoutedEvent[] = [{ room: `company:${event.company_id}`, type: event.type, data }]
  if (sender)
    told.push({ room: `user:${sender}`, type: event.type, data: { ...data, message: sender_message ?? data.message } })
  return [...told, ...bothSides(data)]
}
