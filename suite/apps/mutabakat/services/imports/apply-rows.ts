/** Applies a chunk of rows that write letters: cards, letters and the record of what each row became, in one transaction. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { type LetterKind, MAX_DUES } from '../../contract/index.ts'
import { writeDues } from '../../data/due-lines.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import {
  type BalanceOutcome,
  balanceOutcome,
  documentsOfRow,
  duesOfRow,
  fieldsOfRow,
  hasTooManyDues,
  inGroup,
  inLira,
  joinDues,
  kindOfRow,
  type LetterSource,
  NEWS_OF_BALANCES,
  newsOfRow,
  partsOf,
} from '../../domain/index.ts'
import type { WrittenCard } from '../cards/write-cards.ts'
import { takeNumbers } from '../letters/take-numbers.ts'
import { openPeriod } from '../periods/open-period.ts'
import { type ExistingLetter, letterKey, readLetters } from './imported-letters.ts'
import {
  type GoodRow,
  type ImportActor,
  isGood,
  type Outcome,
  type ReadRow,
  rightRow,
  wrongRow,
} from './record-rows.ts'
import { settleChunk, type Written } from './settle-chunk.ts'

type Insert = { row: GoodRow<LetterSource>; id: string; card: WrittenCard }
type Change = { row: GoodRow<LetterSource>; id: string }

/** Periods where nothing may be written any more, as `kind date`. */
const closedPeriods = async (
  services: Services,
  trx: Trx,
  actor: ImportActor,
  rows: readonly GoodRow<LetterSource>[],
): Promise<Set<string>> => {
  const keys = new Map<string, { kind: LetterKind; balance_date: string }>()
  for (const { reading } of rows) {
    const kind = kindOfRow(reading.row)
    keys.set(`${kind} ${reading.row.date}`, { kind, balance_date: reading.row.date })
  }
  const closed = new Set<string>()
  for (const [key, period] of [...keys].sort(([left], [right]) => (left < right ? -1 : 1)))
    if ((await openPeriod(services, trx, actor, period)) !== 'open') closed.add(key)
  return closed
}

const keyOf = (counterparty_id: string, row: LetterSource): string =>
  letterKey({ counterparty_id, kind: kindOfRow(row), balance_date: row.date, currency: row.currency })

const partsOfRow = (row: LetterSource): string => partsOf(documentsOfRow(row), duesOfRow(row))

/** A repaired line joins the lines that other rows of the same import gave its letter. */
const completed = async (
  tables: MutabakatTrx,
  actor: ImportActor,
  read: GoodRow<LetterSource>,
  letter: ExistingLetter | undefined,
): Promise<GoodRow<LetterSource>> => {
  const { row } = read.reading
  if (!('dues' in row) || !letter?.dues) return read
  const sibling = await tables
    .selectFrom('mutabakat.import_row')
    .select('row')
    .where('company_id', '=', actor.company_id)
    .where('import_id', '=', actor.import_id)
    .where('letter_id', '=', letter.id)
    .limit(1)
    .executeTakeFirst()
  if (!sibling) return read
  const dues = joinDues([...letter.dues, ...row.dues])
  const whole = inGroup(row, { dues, rate: row.rate, try_minor: null })
  return { ...read, reading: { ok: true, row: { ...whole, ...inLira(whole, row.rate) } } }
}

export const applyRows = async (
  services: Services,
  trx: Trx,
  actor: ImportActor,
  rows: readonly ReadRow<LetterSource>[],
  before?: { wrong: number; warnings: number },
): Promise<Outcome[]> => {
  const tables = withTables(trx)
  return settleChunk(services, tables, actor, {
    rows,
    before,
    newsOf: newsOfRow,
    only: NEWS_OF_BALANCES,
    write: written => writeLetters(services, trx, actor, { rows, isRepair: before !== undefined, ...written }),
  })
}

type Batch = Written<LetterSource> & { rows: readonly ReadRow<LetterSource>[]; isRepair: boolean }

/** Of several rows that make one letter the first says what became of it; the others count as unchanged. */
const writeLetters = async (
  services: Services,
  trx: Trx,
  actor: ImportActor,
  { rows, good, cards, isRepair }: Batch,
): Promise<Outcome[]> => {
  const tables = withTables(trx)
  const ids = [...cards.values()].map(({ id }) => id)
  const existing = await readLetters(tables, actor.company_id, actor.kind, ids, true)
  const closed = await closedPeriods(services, trx, actor, good)

  const outcomes: Outcome[] = []
  const inserts: Insert[] = []
  const updates: Change[] = []
  const met = new Map<string, { outcome: BalanceOutcome; id: string | null }>()
  for (const read of rows) {
    if (!isGood(read)) {
      outcomes.push(wrongRow(read, read.reading.ok ? [] : read.reading.failures))
      continue
    }
    const value = { value: read.reading.row.code }
    const card = cards.get(read.reading.row.code)
    if (!card) {
      outcomes.push(wrongRow(read, [{ column: 'title', code: 'counterparty_title_missing', params: value }]))
      continue
    }
    const key = keyOf(card.id, read.reading.row)
    const letter = existing.get(key)
    const row = isRepair ? await completed(tables, actor, read, letter) : read
    const said = row.reading.row
    const fields = fieldsOfRow(said)
    const earlier = met.get(key)
    const outcome = earlier?.outcome ?? balanceOutcome(letter, { ...said, parts: partsOfRow(said) })
    const shut = closed.has(`${kindOfRow(said)} ${said.date}`)
    if ('dues' in said && hasTooManyDues(said))
      outcomes.push(wrongRow(row, [{ column: 'due_date', code: 'dues_too_many', params: { max: MAX_DUES } }]))
    else if (outcome === 'blocked')
      outcomes.push(wrongRow(row, [{ column: fields.balance, code: 'letter_open_exists', params: value }]))
    else if (shut && outcome !== 'unchanged')
      outcomes.push(wrongRow(row, [{ column: fields.date, code: 'period_not_open', params: {} }]))
    else {
      const id = earlier?.id ?? (letter && outcome !== 'created' ? letter.id : services.id())
      if (outcome === 'created' && !earlier) inserts.push({ row, id, card })
      if (outcome === 'updated' && !earlier) updates.push({ row, id })
      outcomes.push(rightRow(row, earlier ? 'unchanged' : outcome, { letter_id: id, counterparty_id: card.id }))
      met.set(key, { outcome, id })
    }
  }
  await insertLetters(services, tables, actor, inserts)
  await updateLetters(tables, actor, updates)
  await writeHistory(services, tables, actor, inserts, updates)
  return outcomes
}

const documentColumns = (row: LetterSource) => {
  const documents = documentsOfRow(row)
  return { documents_count: documents?.count ?? null, documents_scope: documents?.scope ?? null }
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
        kind: kindOfRow(reading.row),
        ...documentColumns(reading.row),
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
  const lines = inserts.flatMap(({ row, id }) =>
    (duesOfRow(row.reading.row) ?? []).map((line, index) => ({
      company_id: actor.company_id,
      letter_id: id,
      position: index + 1,
      ...line,
    })),
  )
  if (lines.length > 0) await tables.insertInto('mutabakat.due_line').values(lines).execute()
}

const updateLetters = async (tables: MutabakatTrx, actor: ImportActor, updates: readonly Change[]): Promise<void> => {
  for (const { row, id } of updates) {
    await tables
      .updateTable('mutabakat.letter')
      .set({
        minor: row.reading.row.minor,
        side: row.reading.row.side,
        ...documentColumns(row.reading.row),
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
    await writeDues(tables, actor.company_id, id, duesOfRow(row.reading.row))
  }
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
