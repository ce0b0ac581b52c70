/** Which cached figures a business event makes untrue. Pure. */
import type { BusinessEvent } from '#platform/store'
import { MUTABAKAT_EVENTS } from '../contract/index.ts'
import { LETTERS_TAG } from '../services/reports/read-dashboard.ts'

/** They change what is done about a letter, and no figure. */
const NO_FIGURES = new Set(['mutabakat_reach', 'mutabakat_call'])

export const cacheTags = (event: BusinessEvent): readonly string[] =>
  Object.hasOwn(MUTABAKAT_EVENTS, event.type) && !NO_FIGURES.has(event.type) ? [LETTERS_TAG] : []
