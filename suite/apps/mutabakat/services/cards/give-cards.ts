/** Cards and letters get another responsible person: their rows, a line in each letter's history, and what is told of it. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import type { LetterKind } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { nameOfMember } from '../name-of-member.ts'
import { localeOfCompany } from '../reader-locale.ts'

/** `id` null: nobody. */
export type Person = { id: string | null; name: string }
export type GivenLetter = { id: string; from: Person }
export type GivenPeriod = { id: string; kind: LetterKind; date: string }

/** Counterparties that one event names at most. */
const MOST_TOLD = 500

/** Throws `responsible_not_member`. */
export const personOf = async (trx: Trx, company_id: string, id: string | null): Promise<Person> =>
  id === null ? { id, name: '' } : { id, name: await nameOfMember(trx, company_id, id) }

/** The caller holds the letters and then the cards, in that order, as everywhere. The cards' new `rev`. */
export const giveCards = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  { cards, letters, to }: { cards: readonly string[]; letters: readonly GivenLetter[]; to: Person },
): Promise<{ id: string; rev: number }[]> => {
  await giveLetters(services, trx, actor, letters, to)
  return withTables(trx)
    .updateTable('mutabakat.counterparty')
    .set({ responsible_id: to.id, rev: sql`rev + 1`, updated_at: services.now() })
    .where('company_id', '=', actor.company_id)
    .where(sql<boolean>`id = any(${cards}::uuid[])`)
    .returning(['id', 'rev'])
    .execute()
}

/** With one history line each, in one statement: they may be thousands. */
export const giveLetters = async (
  services: Services,
  trx: Trx,
  { company_id, name }: Actor,
  letters: readonly GivenLetter[],
  to: Person,
): Promise<void> => {
  if (letters.length === 0) return
  const given = letters.map(letter => letter.id)
  await withTables(trx)
    .updateTable('mutabakat.letter')
    .set({ responsible_id: to.id, responsible_name: to.id && to.name, rev: sql`rev + 1` })
    .where('company_id', '=', company_id)
    .where(sql<boolean>`id = any(${given}::uuid[])`)
    .execute()
  await sql`insert into mutabakat.history (id, company_id, letter_id, at, action, actor, detail)
    select line.id, ${company_id}, line.letter_id, ${services.now()}, 'mutabakat_assigned', ${name},
      jsonb_build_object('from', line.from_name, 'to', ${to.name}::text)
    from unnest(${letters.map(() => services.id())}::uuid[], ${given}::uuid[],
      ${letters.map(({ from }) => from.name)}::text[]) as line(id, letter_id, from_name)`.execute(trx)
}

/** What the company's room hears: counterparties of one period that went from one person to another. */
export const announceGiven = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  period: GivenPeriod,
  { from, to, ids, letters }: { from: Person; to: Person; ids: readonly string[]; letters: number },
): Promise<void> => {
  const locale = await localeOfCompany(trx, actor.company_id)
  const sentence = to.id === null ? 'mutabakat_unassigned' : 'mutabakat_assigned'
  for (let at = 0; at < ids.length; at += MOST_TOLD)
    await emit(trx, {
      type: 'mutabakat_assigned',
      company_id: actor.company_id,
      user_id: actor.user_id,
      data: {
        period_id: period.id,
        kind: period.kind,
        period: period.date,
        counterparty_ids: ids.slice(at, at + MOST_TOLD),
        from,
        to,
        by: { id: actor.user_id, name: actor.name },
        letters,
        message: services.t(locale, `mutabakat.events.${sentence}`, {
          by: actor.name,
          to: to.name,
          count: ids.length,
        }),
      },
    })
}
