/** Applies a chunk of cards: who they are, who is responsible, their second address, and the record of each row. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { selectMembers } from '../../data/members.ts'
import type { CardNews, CardRow } from '../../domain/index.ts'
import type { WrittenCard } from '../cards/write-cards.ts'
import { giveFollowing, holdFollowing } from './follow-persons.ts'
import {
  type GoodRow,
  type ImportActor,
  isGood,
  type Outcome,
  type ReadRow,
  rightRow,
  wrongRow,
} from './record-rows.ts'
import { settleChunk } from './settle-chunk.ts'

/** Members of the company by mail address, in lower case. */
export const membersByMail = async (tables: MutabakatTrx, company_id: string): Promise<Map<string, string>> => {
  const members = await selectMembers(tables, company_id).execute()
  return new Map(members.map(({ id, email }) => [email.toLowerCase(), id]))
}

/** What a row says of its card; a responsible person who is no member says nothing. */
export const newsOf = (row: CardRow, members: ReadonlyMap<string, string>): CardNews => {
  const { responsible, email2: _second, ...news } = row
  return { ...news, responsible_id: responsible === null ? null : (members.get(responsible) ?? null) }
}

/** Warned of and not refused: the card is right, and somebody who left is still in the ERP. */
export const responsibleWarning = (row: CardRow, members: ReadonlyMap<string, string>) =>
  row.responsible !== null && !members.has(row.responsible)
    ? [{ column: 'responsible', code: 'responsible_unknown', params: { value: row.responsible } }]
    : []

export const applyCards = async (
  services: Services,
  trx: Trx,
  actor: ImportActor,
  rows: readonly ReadRow<CardRow>[],
  before?: { wrong: number; warnings: number },
): Promise<Outcome[]> => {
  const tables = withTables(trx)
  const members = await membersByMail(tables, actor.company_id)
  const following = await holdFollowing(
    trx,
    actor,
    rows.filter(isGood).map(({ reading }) => newsOf(reading.row, members)),
  )
  return settleChunk(services, tables, actor, {
    rows,
    before,
    newsOf: row => newsOf(row, members),
    write: async ({ good, cards }) => {
      await giveFollowing(services, trx, actor, following)
      const added = await addSecondAddresses(services, tables, actor, good, cards)
      return rows.map(row => {
        if (!isGood(row)) return wrongRow(row, row.reading.ok ? [] : row.reading.failures)
        const { id, outcome } = cards.get(row.reading.row.code)!
        return rightRow(
          row,
          outcome === 'unchanged' && added.has(id) ? 'updated' : outcome,
          { letter_id: null, counterparty_id: id },
          [...row.warnings, ...responsibleWarning(row.reading.row, members)],
        )
      })
    },
  })
}

/** Eposta2 becomes a contact that receives nothing until somebody says which kinds. Returns the cards that got one. */
const addSecondAddresses = async (
  services: Services,
  tables: MutabakatTrx,
  actor: ImportActor,
  rows: readonly GoodRow<CardRow>[],
  cards: ReadonlyMap<string, WrittenCard>,
): Promise<Set<string>> => {
  const wanted = rows.flatMap(({ reading: { row } }) =>
    row.email2 ? [{ counterparty_id: cards.get(row.code)!.id, email: row.email2 }] : [],
  )
  if (wanted.length === 0) return new Set()
  const known = await tables
    .selectFrom('mutabakat.contact')
    .select(['counterparty_id', 'email'])
    .where('company_id', '=', actor.company_id)
    .where(
      'counterparty_id',
      'in',
      wanted.map(contact => contact.counterparty_id),
    )
    .execute()
  const has = new Set(known.map(({ counterparty_id, email }) => `${counterparty_id} ${email}`))
  const fresh = wanted.filter(({ counterparty_id, email }) => !has.has(`${counterparty_id} ${email}`))
  if (fresh.length > 0)
    await tables
      .insertInto('mutabakat.contact')
      .values(
        fresh.map(contact => ({
          ...contact,
          id: services.id(),
          company_id: actor.company_id,
          name: null,
          mobile: null,
          kinds: [],
          created_at: services.now(),
        })),
      )
      .execute()
  return new Set(fresh.map(({ counterparty_id }) => counterparty_id))
}
