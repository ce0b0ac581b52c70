/** A letter as its reader sees it: whole, with what this reader may do with it. */
import type { Selectable } from 'kysely'
import { fromMoneyJson } from '#platform/contract'
import { LETTER_ACTIONS, type Letter, type LetterAction, type PeriodState } from '../../contract/index.ts'
import { findLetter } from '../../data/letter-details.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import { type ActionFacts, type Reader, refusalOf } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { readSettings } from '../settings/read-settings.ts'

export const readerOf = (actor: Actor): Reader => ({ user_id: actor.user_id, role: actor.role })

/** What decides about a letter's moves, from its locked row. */
export const factsOf = (letter: Selectable<LetterTable>, period: PeriodState): ActionFacts => ({
  status: letter.status,
  version: letter.version,
  minor: letter.minor,
  currency: letter.currency,
  try_minor: letter.try_minor,
  queued: letter.delivery_state === 'queued',
  was_queued: letter.delivery_state !== null,
  author_id: letter.author_id,
  submitted_by: letter.submitted_by,
  period,
})

/** The state of the period of a kind and date; one that nobody opened yet is as good as open. */
export const periodStateOf = async (
  tables: MutabakatTrx,
  company_id: string,
  { kind, balance_date }: Pick<Selectable<LetterTable>, 'kind' | 'balance_date'>,
): Promise<PeriodState> => {
  const period = await tables
    .selectFrom('mutabakat.period')
    .select('state')
    .where('company_id', '=', company_id)
    .where('kind', '=', kind)
    .where('date', '=', balance_date)
    .executeTakeFirst()
  return period?.state ?? 'open'
}

/** Undefined for what is not of the actor's company. */
export const findShown = async (tables: MutabakatTrx, actor: Actor, id: string): Promise<Letter | undefined> => {
  const letter = await findLetter(tables, actor.company_id, id)
  if (!letter) return undefined
  const { four_eyes } = await readSettings(tables, actor.company_id)
  const facts: ActionFacts = {
    status: letter.status,
    version: letter.version,
    ...fromMoneyJson(letter.balance),
    try_minor: letter.try_balance && fromMoneyJson(letter.try_balance).minor,
    queued: letter.delivery === 'queued',
    was_queued: letter.delivery !== null,
    author_id: letter.author?.id ?? null,
    submitted_by: letter.submitted?.id ?? null,
    period: await periodStateOf(tables, actor.company_id, letter),
  }
  const verdict = (action: LetterAction) => {
    const code = refusalOf(action, facts, readerOf(actor), four_eyes)
    return { ok: code === null, code }
  }
  const can = Object.fromEntries(LETTER_ACTIONS.map(action => [action, verdict(action)])) as Letter['can']
  return { ...letter, can }
}

/** For who holds the letter's row already. */
export const showLetter = async (tables: MutabakatTrx, actor: Actor, id: string): Promise<Letter> => {
  const letter = await findShown(tables, actor, id)
  if (!letter) throw new Error(`letter ${id} vanished inside its own transaction`)
  return letter
}
