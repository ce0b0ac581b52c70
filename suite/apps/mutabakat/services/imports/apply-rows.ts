/** Applies a chunk of balances: cards, letters and the record of what each row became, in one transaction. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { LetterKind } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import {
  type BalanceRow,
  balanceOutcome,
  kindOf,
  type LetterNow,
  NEWS_OF_BALANCES,
  newsOfBalance,
} from '../../domain/index.ts'
import { type WrittenCard, writeCards } from '../cards/write-cards.ts'
import { takeNumbers } from '../letters/take-numbers.ts'
import { openPeriod } from '../periods/open-period.ts'
import {
  type GoodRow,
  type ImportActor,
  isGood,
  type Outcome,
  type ReadRow,
  recordRows,
  rightRow,
  wrongRow,
} from './record-rows.ts'

export type ExistingLetter = LetterNow & { id: string }

export const letterKey = (counterparty_id: string, date: string, currency: string): string =>
  `${counterparty_id} ${date} ${currency}`

/** The newest letter about each (counterparty, day, currency) of the cards; locked where it may be changed. */
export const readLetters = async (
  tables: MutabakatTrx,
  company_id: string,
  counterparty_ids: readonly string[],
  lock: boolean,
): Promise<Map<string, ExistingLetter>> => {
  if (counterparty_ids.length === 0) return new Map()
  const query = tables
    .selectFrom('mutabakat.letter')
    .select(['id', 'counterparty_id', 'balance_date', 'currency', 'status', 'minor', 'side', 'delivery_state'])
    .where('company_id', '=', company_id)
    .where('counterparty_id', 'in', [...counterparty_ids])
    .where('kind', 'in', ['cari', 'cari_doviz'])
    .where('status', '!=', 'cancelled')
    .orderBy('created_at')
    .orderBy('id')
  const letters = await (lock ? query.forUpdate() : query).execute()
  return new Map(
    letters.map(({ id, status, minor, side, delivery_state, ...about }) => [
      letterKey(about.counterparty_id, about.balance_date, about.currency),
      { id, status, minor, side, leaving: delivery_state === 'queued' },
    ]),
  )
}

type Insert = { row: GoodRow<BalanceRow>; id: string; card: WrittenCard }
type Change = { row: GoodRow<BalanceRow>; id: string }

/** Periods where nothing may be written any more, as `kind date`. */
const closedPeriods = async (
  services: Services,
  trx: Trx,
  actor: ImportActor,
  rows: readonly GoodRow<BalanceRow>[],
): Promise<Set<string>> => {
  const keys = new Map<string, { kind: LetterKind; balance_date: string }>()
  for (const { reading } of rows) {
    const kind = kindOf(reading.row.currency)
    keys.set(`${kind} ${reading.row.date}`, { kind, balance_date: reading.row.date })
  }
  const closed = new Set<string>()
  for (const [key, period] of [...keys].sort(([left], [right]) => (left < right ? -1 : 1)))
    if ((await openPeriod(services, trx, actor, period)) !== 'open') closed.add(key)
  return closed
}

/** At most 500 rows that were not recorded yet, or (with `before`) are recorded as wrong. */
export const applyRows = async (
  services: Services,
  trx: Trx,
  actor: ImportActor,
  rows: readonly ReadRow<BalanceRow>[],
  before?: { wrong: number; warnings: number },
): Promise<Outcome[]> => {
  const tables = withTables(trx)
  const good = rows.filter(isGood)
  const cards = await writeCards(
    services,
    tables,
    actor.company_id,
    good.map(({ reading }) => newsOfBalance(reading.row)),
    NEWS_OF_BALANCES,
  )
  const ids = [...cards.values()].map(({ id }) => id)
  const existing = await readLetters(tables, actor.company_id, ids, true)
  const closed = await closedPeriods(services, trx, actor, good)

  const outcomes: Outcome[] = []
  const inserts: Insert[] = []
  const updates: Change[] = []
  for (const row of rows) {
    if (!isGood(row)) {
      outcomes.push(wrongRow(row, row.reading.ok ? [] : row.reading.failures))
      continue
    }
    const balance = row.reading.row
    const value = { value: balance.code }
    const card = cards.get(balance.code)
    if (!card) {
      outcomes.push(wrongRow(row, [{ column: 'title', code: 'counterparty_title_missing', params: value }]))
      continue
    }
    const letter = existing.get(letterKey(card.id, balance.date, balance.currency))
    const outcome = balanceOutcome(letter, balance)
    const shut = closed.has(`${kindOf(balance.currency)} ${balance.date}`)
    if (outcome === 'blocked')
      outcomes.push(wrongRow(row, [{ column: 'balance', code: 'letter_open_exists', params: value }]))
    else if (shut && outcome !== 'unchanged')
      outcomes.push(wrongRow(row, [{ column: 'date', code: 'period_not_open', params: {} }]))
    else {
      const id = letter && outcome !== 'created' ? letter.id : services.id()
      if (outcome === 'created') inserts.push({ row, id, card })
      if (outcome === 'updated') updates.push({ row, id })
      outcomes.push(rightRow(row, outcome, { letter_id: id, counterparty_id: card.id }))
    }
  }
  await insertLetters(services, tables, actor, inserts)
  await updateLetters(tables, actor, updates)
  await writeHistory(services, tables, actor, inserts, updates)
  await recordRows(tables, actor, outcomes, before)
  return outcomes
}

const insertLetters = async (
  services: Services,
  tables: MutabakatTrx,
  actor: ImportActor,
  inserts: readonly Insert[],
): Promise<void> => {
  if (inserts.length === 0) return
  const now = services.now()
  const numbers = await takeNumbers(tables, actor.company_id, now.getUTCFullYear(), inserts.length)
  await tables
    .insertInto('mutabakat.letter')
    .values(
      inserts.map(({ row: { number, reading }, id, card }, index) => ({
        id,
        company_id: actor.company_id,
        no: numbers[index]!,
        kind: kindOf(reading.row.currency),
        counterparty_id: card.id,
        balance_date: reading.row.date,
        minor: reading.row.minor,
        currency: reading.row.currency,
        side: reading.row.side,
        rate: reading.row.rate,
        try_minor: reading.row.try_minor,
        note: reading.row.note,
        status: 'draft' as const,
        sender_id: actor.user.id,
        sender_name: actor.user.name,
        author_id: actor.user.id,
        author_name: actor.user.name,
        responsible_id: card.card.responsible_id ?? actor.user.id,
        responsible_name: card.card.responsible_id ? card.card.responsible_name : actor.user.name,
        import_id: actor.import_id,
        import_row: number,
        created_at: now,
      })),
    )
    .execute()
}

const updateLetters = async (tables: MutabakatTrx, actor: ImportActor, updates: readonly Change[]): Promise<void> => {
  for (const { row, id } of updates)
    await tables
      .updateTable('mutabakat.letter')
      .set({
        minor: row.reading.row.minor,
        side: row.reading.row.side,
        rate: row.reading.row.rate,
        try_minor: row.reading.row.try_minor,
        note: row.reading.row.note,
        author_id: actor.user.id,
        author_name: actor.user.name,
        rev: sql`rev + 1`,
      })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
}

const writeHistory = async (
  services: Services,
  tables: MutabakatTrx,
  actor: ImportActor,
  inserts: readonly Insert[],
  updates: readonly Change[],
): Promise<void> => {
  const touched = [
    ...inserts.map(({ id }) => ({ id, action: 'mutabakat_created' })),
    ...updates.map(({ id }) => ({ id, action: 'mutabakat_updated' })),
  ]
  if (touched.length === 0) return
  const at = services.now()
  await tables
    .insertInto('mutabakat.history')
    .values(
      touched.map(({ id, action }) => ({
        id: services.id(),
        company_id: actor.company_id,
        letter_id: id,
        at,
        action,
        actor: actor.user.name,
        detail: JSON.stringify({ import_id: actor.import_id }),
      })),
    )
    .execute()
}
