/** Which rooms hear of a business event: the company, and the devices of who sent the letter. Pure. */
import type { BusinessEvent, RoutedEvent } from '#platform/store'
import { MUTABAKAT_EVENTS } from '../contract/index.ts'

const isOurs = (type: string): boolean => Object.hasOwn(MUTABAKAT_EVENTS, type)

const senderOf = (data: Record<string, unknown>): string | null => {
  const row = data.row as { sender?: { id?: unknown } | null } | undefined
  return typeof row?.sender?.id === 'string' ? row.sender.id : null
}

export const routeEvent = (event: BusinessEvent): RoutedEvent[] => {
  if (!isOurs(event.type) || event.company_id === null) return []
  const sender = senderOf(event.data)
  const rooms = [`company:${event.company_id}`, ...(sender ? [`user:${sender}`] : [])]
  return rooms.map(room => ({ room, type: event.type, data: event.data }))
}
