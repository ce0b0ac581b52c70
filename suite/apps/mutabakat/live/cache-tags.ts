/** Which cached figures a business event makes untrue. Pure. */
import type { BusinessEvent } from '#platform/store'
import { changesLetters } from '../contract/changes-letters.ts'
import { MUTABAKAT_EVENTS } from '../contract/index.ts'
import { LETTERS_TAG } from '../services/reports/read-dashboard.ts'

export const cacheTags = (event: BusinessEvent): readonly string[] =>
  Object.hasOwn(MUTABAKAT_EVENTS, event.type) && changesLetters(event.type) ? [LETTERS_TAG] : []
