/** The sentences of letters in the three languages. The one door of this folder. */
import type { Locale } from '#platform/contract'
import { azerbaijani } from './az.ts'
import { english } from './en.ts'
import type { LetterWords } from './letter-words.ts'
import { turkish } from './tr.ts'

export type { LetterWords } from './letter-words.ts'

export const LETTER_WORDS: Readonly<Record<Locale, LetterWords>> = { tr: turkish, en: english, az: azerbaijani }
