/** How a live event changes what a screen already shows. Pure, so the races can be tested without a screen. */
import type { RoomEvent } from '@nabiz/protocol'
import type { Page } from '#platform/contract'
import { changesLetters } from '../../contract/changes-letters.ts'
import { type LetterEventData, type LetterRow, MUTABAKAT_EVENTS } from '../../contract/index.ts'

const isOurs = (event: RoomEvent): boolean => Object.hasOwn(MUTABAKAT_EVENTS, event.type)

/** The row an event brings, or null for a summary of many and for what is not ours. */
export const rowOf = (event: RoomEvent): LetterRow | null => {
  if (!isOurs(event)) return null
  const { row } = event.data as Partial<LetterEventData>
  return row ?? null
}

/**
 * A page of letters after an event: the row is replaced unless the page already has a newer one. A letter that is not
 * on this page, or many at once, asks for the page again: only the server knows where it sorts.
 */
export const patchPage = (page: Page<LetterRow>, event: RoomEvent): Page<LetterRow> | 'refetch' | undefined => {
  if (!isOurs(event) || !changesLetters(event.type)) return undefined
  const row = rowOf(event)
  if (!row) return 'refetch'
  const index = page.items.findIndex(item => item.id === row.id)
  if (index < 0) return 'refetch'
  return page.items[index]!.rev >= row.rev ? page : { ...page, items: page.items.with(index, row) }
}

/** Whether an event is about this letter and newer than what is shown. */
export const concerns = (event: RoomEvent, letter: { id: string; rev: number }): boolean => {
  const row = rowOf(event)
  return row !== null && row.id === letter.id && row.rev > letter.rev
}
