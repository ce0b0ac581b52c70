/** Applies a chunk of an import's rows: cards, letters and the record of what each row became, in one transaction. */
import { type ExpressionBuilder, sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { type MutabakatTrx, withTables } from '../data/letters.ts'
import type { CounterpartyTable, LetterTable, MutabakatTables, RowFailure } from '../data/tables.ts'
import { type BalanceRow, blocksAnother } from '../domain/index.ts'
import type { Actor } from './actor.ts'
import { searchText } from './save-counterparty.ts'
import { takeNumbers } from './take-numbers.ts'

/** One row as read: its number in the sheet, its texts, and the balance or what is wrong with it. */
export type ReadRow = {
  number: number
  cells: string[]
  warnings: RowFailure[]
  reading: { ok: true; row: BalanceRow } | { ok: false; failures: RowFailure[] }
}

type Outcome = {
  number: number
  cells: string[]
  outcome: 'created' | 'updated' | 'unchanged' | 'wrong'
  letter_id: string | null
  failures: RowFailure[]
  warnings: RowFailure[]
}

const wrong = (row: ReadRow, failures: RowFailure[]): Outcome => ({
  number: row.number,
  cells: row.cells,
  outcome: 'wrong',
  letter_id: null,
  failures,
  warnings: row.warnings,
})

type GoodRow = ReadRow & { reading: { ok: true; row: BalanceRow } }
const isGood = (row: ReadRow): row is GoodRow => row.reading.ok

const excluded = <K extends keyof CounterpartyTable & string>(column: K) => sql<never>`excluded.${sql.ref(column)}`
/** What the file leaves empty stays as the card has it. */
const keepUnlessGiven = <K extends keyof CounterpartyTable & string>(column: K) =>
  sql<never>`coalesce(excluded.${sql.ref(column)}, counterparty.${sql.ref(column)})`

const KEPT = ['tax_number', 'tax_office', 'contact_name', 'email', 'mobile'] as const

/** Adds and completes the cards of the rows; the ids by code. A new card without a title is left out. */
const upsertCards = async (
  services: Services,
  tables: MutabakatTrx,
  actor: Actor,
  rows: GoodRow[],
): Promise<Map<string, string>> => {
  const codes = [...new Set(rows.map(row => row.reading.row.code))]
  const find = () =>
    tables
      .selectFrom('mutabakat.counterparty')
      .select(['id', 'code', 'title'])
      .where('company_id', '=', actor.company_id)
      .where('code', 'in', codes)
      .execute()
  const known = new Map((await find()).map(card => [card.code, card]))
  const merged = new Map<string, BalanceRow>()
  for (const { reading } of rows) {
    const { row } = reading
    if (row.title !== null || known.has(row.code)) merged.set(row.code, row)
  }
  if (merged.size === 0) return new Map()
  const now = services.now()
  await tables
    .insertInto('mutabakat.counterparty')
    .values(
      // One order for all writers: two imports at once then wait for each other instead of dead-locking.
      [...merged.values()]
        .sort((left, right) => (left.code < right.code ? -1 : 1))
        .map(row => {
          const title = row.title ?? known.get(row.code)!.title
          return {
            id: services.id(),
            company_id: actor.company_id,
            code: row.code,
            title,
            kind: row.kind ?? 'customer',
            tax_kind: row.tax_number?.kind ?? 'none',
            tax_number: row.tax_number?.value ?? null,
            tax_office: row.tax_office,
            contact_name: row.contact_name,
            email: row.email,
            mobile: row.mobile,
            locale: row.locale ?? ('tr' as const),
            contract_notice: false,
            search: searchText(title, row.code),
            created_at: now,
            updated_at: now,
          }
        }),
    )
    .onConflict(conflict =>
      conflict
        .columns(['company_id', 'code'])
        .doUpdateSet({
          title: excluded('title'),
          search: excluded('search'),
          tax_number: keepUnlessGiven('tax_number'),
          tax_kind: sql<never>`case when excluded.tax_number is null then counterparty.tax_kind else excluded.tax_kind end`,
          tax_office: keepUnlessGiven('tax_office'),
          contact_name: keepUnlessGiven('contact_name'),
          email: keepUnlessGiven('email'),
          mobile: keepUnlessGiven('mobile'),
          rev: sql<never>`counterparty.rev + 1`,
          updated_at: excluded('updated_at'),
        })
        // The same file again leaves a card as it is: its rev must not make what somebody edits stale.
        .where(
          sql<boolean>`(counterparty.title, ${sql.join(KEPT.map(column => sql.ref(`counterparty.${column}`)))})
            is distinct from (excluded.title, ${sql.join(KEPT.map(keepUnlessGiven))})`,
        ),
    )
    .execute()
  return new Map((await find()).map(card => [card.code, card.id]))
}

type Existing = {
  id: string
  status: LetterTable['status']
  minor: bigint
  side: 'B' | 'A'
  delivery_state: string | null
}

const keyOf = (counterparty_id: string, date: string, currency: string): string =>
  `${counterparty_id} ${date} ${currency}`

/** The newest letter of each (counterparty, day, currency) of the rows, locked. */
const findExisting = async (
  tables: MutabakatTrx,
  actor: Actor,
  counterparty_ids: string[],
): Promise<Map<string, Existing>> => {
  const letters = await tables
    .selectFrom('mutabakat.letter')
    .select(['id', 'counterparty_id', 'balance_date', 'currency', 'status', 'minor', 'side', 'delivery_state'])
    .where('company_id', '=', actor.company_id)
    .where('counterparty_id', 'in', counterparty_ids)
    .where('status', '!=', 'cancelled')
    .orderBy('created_at')
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(letters.map(letter => [keyOf(letter.counterparty_id, letter.balance_date, letter.currency), letter]))
}

const sameBalance = (letter: Existing, row: BalanceRow): boolean =>
  letter.minor === row.minor && letter.side === row.side

/**
 * At most 500 rows. Rows this import already applied (an attempt that died) are passed over, so a right row is applied
 * once. Returns how many rows became what.
 */
export const applyRows = async (
  services: Services,
  trx: Trx,
  actor: Actor & { import_id: string; user: { id: string; name: string } },
  rows: ReadRow[],
): Promise<Record<Outcome['outcome'] | 'warnings', number>> => {
  const tables = withTables(trx)
  const counts = { created: 0, updated: 0, unchanged: 0, wrong: 0, warnings: 0 }
  const applied = new Set(
    (
      await tables
        .selectFrom('mutabakat.import_row')
        .select('row')
        .where('import_id', '=', actor.import_id)
        .where(
          'row',
          'in',
          rows.map(row => row.number),
        )
        .execute()
    ).map(row => row.row),
  )
  const fresh = rows.filter(row => !applied.has(row.number))
  if (fresh.length === 0) return counts
  const good = fresh.filter(isGood)
  const cards = good.length > 0 ? await upsertCards(services, tables, actor, good) : new Map<string, string>()
  const existing = cards.size > 0 ? await findExisting(tables, actor, [...cards.values()]) : new Map<string, Existing>()

  const outcomes: Outcome[] = []
  const inserts: { row: GoodRow; id: string; counterparty_id: string }[] = []
  const updates: { row: GoodRow; letter: Existing }[] = []
  for (const row of fresh) {
    if (!isGood(row)) {
      outcomes.push(wrong(row, row.reading.ok ? [] : row.reading.failures))
      continue
    }
    const balance = row.reading.row
    const counterparty_id = cards.get(balance.code)
    if (!counterparty_id) {
      outcomes.push(
        wrong(row, [{ column: 'title', code: 'counterparty_title_missing', params: { value: balance.code } }]),
      )
      continue
    }
    const letter = existing.get(keyOf(counterparty_id, balance.date, balance.currency))
    const base = { number: row.number, cells: [], failures: [], warnings: row.warnings }
    const agreed = letter?.status === 'approved' && sameBalance(letter, balance)
    if (!letter || (!blocksAnother(letter.status) && !agreed)) {
      const id = services.id()
      inserts.push({ row, id, counterparty_id })
      outcomes.push({ ...base, outcome: 'created', letter_id: id })
    } else if (sameBalance(letter, balance)) outcomes.push({ ...base, outcome: 'unchanged', letter_id: letter.id })
    else if (letter.status === 'draft' && letter.delivery_state !== 'queued') {
      updates.push({ row, letter })
      outcomes.push({ ...base, outcome: 'updated', letter_id: letter.id })
    } else
      outcomes.push(wrong(row, [{ column: 'balance', code: 'letter_open_exists', params: { value: balance.code } }]))
  }

  const now = services.now()
  if (inserts.length > 0) {
    const numbers = await takeNumbers(tables, actor.company_id, now.getUTCFullYear(), inserts.length)
    await tables
      .insertInto('mutabakat.letter')
      .values(
        inserts.map(({ row, id, counterparty_id }, index) => ({
          id,
          company_id: actor.company_id,
          no: numbers[index]!,
          counterparty_id,
          balance_date: row.reading.row.date,
          minor: row.reading.row.minor,
          currency: row.reading.row.currency,
          side: row.reading.row.side,
          note: row.reading.row.note,
          status: 'draft' as const,
          sender_id: actor.user.id,
          sender_name: actor.user.name,
          import_id: actor.import_id,
          import_row: row.number,
          created_at: now,
        })),
      )
      .execute()
  }
  for (const { row, letter } of updates)
    await tables
      .updateTable('mutabakat.letter')
      .set({
        minor: row.reading.row.minor,
        side: row.reading.row.side,
        note: row.reading.row.note,
        rev: sql`rev + 1`,
      })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', letter.id)
      .execute()
  const touched = [
    ...inserts.map(({ id }) => ({ id, action: 'mutabakat_created' })),
    ...updates.map(({ letter }) => ({ id: letter.id, action: 'mutabakat_updated' })),
  ]
  if (touched.length > 0)
    await tables
      .insertInto('mutabakat.history')
      .values(
        touched.map(({ id, action }) => ({
          id: services.id(),
          company_id: actor.company_id,
          letter_id: id,
          at: now,
          action,
          actor: actor.user.name,
          detail: JSON.stringify({ import_id: actor.import_id }),
        })),
      )
      .execute()
  await tables
    .insertInto('mutabakat.import_row')
    .values(
      outcomes.map(outcome => ({
        import_id: actor.import_id,
        company_id: actor.company_id,
        row: outcome.number,
        outcome: outcome.outcome,
        letter_id: outcome.letter_id,
        failures: JSON.stringify(outcome.failures),
        warnings: JSON.stringify(outcome.warnings),
        cells: JSON.stringify(outcome.cells),
      })),
    )
    .execute()
  for (const outcome of outcomes) {
    counts[outcome.outcome]++
    counts.warnings += outcome.warnings.length
  }
  const add = (column: keyof typeof counts) => (eb: ExpressionBuilder<MutabakatTables, 'mutabakat.import'>) =>
    eb(column, '+', counts[column])
  await tables
    .updateTable('mutabakat.import')
    .set({
      created: add('created'),
      updated: add('updated'),
      unchanged: add('unchanged'),
      wrong: add('wrong'),
      warnings: add('warnings'),
    })
    .where('company_id', '=', actor.company_id)
    .where('id', '=', actor.import_id)
    .execute()
  return counts
}
