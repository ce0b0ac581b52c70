/** The beginning of every change of a letter: its row locked, what the caller saw compared, and whether it may be done. */
import type { Selectable } from 'kysely'
import type { Failure } from '#platform/contract'
import { fail, type LetterAction, type PeriodState, type Settings } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import { refusalOf } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { holdPeriod } from '../periods/open-period.ts'
import { refuseStale } from '../refuse-stale.ts'
import { readSettings } from '../settings/read-settings.ts'
import { lockLetter, lockLetters } from './lock-letter.ts'
import { factsOf, readerOf, showLetter } from './show-letter.ts'

export type TakenLetter = { letter: Selectable<LetterTable>; settings: Settings }

/**
 * `rev` is what the caller saw (If-Match); an older one is 412 with the letter as it now is. Then the same rules that fill
 * `can` refuse with their code.
 */
export const takeLetter = async (
  tables: MutabakatTrx,
  actor: Actor,
  id: string,
  action: LetterAction,
  rev: number | null = null,
): Promise<TakenLetter> => {
  const letter = await lockLetter(tables, actor.company_id, id)
  await refuseStale(rev, letter.rev, () => showLetter(tables, actor, id))
  const settings = await readSettings(tables, actor.company_id)
  // Held until the end: nobody closes the period under a letter that is about to go out.
  const period = await holdPeriod(tables, actor.company_id, letter)
  const code = refusalOf(action, factsOf(letter, period), readerOf(actor), settings.four_eyes)
  if (code) throw fail(code)
  return { letter, settings }
}

/** What becomes of many: those that may be done, locked, and by id why others may not. */
export type TakenLetters = {
  letters: Selectable<LetterTable>[]
  refused: Map<string, Failure>
  settings: Settings
}

/** The same rules for many letters. Ids of nobody or of another company are refused as not found. */
export const takeLetters = async (
  tables: MutabakatTrx,
  actor: Actor,
  ids: readonly string[],
  action: LetterAction,
): Promise<TakenLetters> => {
  const { company_id } = actor
  const settings = await readSettings(tables, company_id)
  const locked = await lockLetters(tables, company_id, ids)
  const periods = new Map<string, PeriodState>()
  for (const letter of locked) {
    const key = `${letter.kind} ${letter.balance_date}`
    if (!periods.has(key)) periods.set(key, await holdPeriod(tables, company_id, letter))
  }
  const known = new Set(locked.map(({ id }) => id))
  const refused = new Map(ids.filter(id => !known.has(id)).map(id => [id, fail('letter_not_found')]))
  const letters = locked.filter(letter => {
    const period = periods.get(`${letter.kind} ${letter.balance_date}`)!
    const code = refusalOf(action, factsOf(letter, period), readerOf(actor), settings.four_eyes)
    if (code) refused.set(letter.id, fail(code))
    return code === null
  })
  return { letters, refused, settings }
}
