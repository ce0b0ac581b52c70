/** The comparison as one party sees it: statements, counts, and what is left of the difference. */
import { type Selectable, sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Locale, minorToText, toMoneyJson } from '#platform/contract'
import {
  type Comparison,
  fail,
  type MutabakatFailureCode,
  type Statement,
  type StatementSide,
} from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { StatementTable } from '../../data/statement-tables.ts'
import type { LetterTable } from '../../data/tables.ts'
import { changeRefusal, consentRefusal, type Party } from './open-comparison.ts'

type Letter = Pick<Selectable<LetterTable>, 'id' | 'currency'>

const wordsOf = (services: Services, locale: Locale, code: string, params: Record<string, string | number>): string => {
  const key = [`mutabakat.errors.${code}`, `errors.${code}`].find(one => services.t.has(locale, one))
  return services.t(locale, key ?? 'errors.internal', params)
}

const toStatement = (
  services: Services,
  row: Selectable<StatementTable>,
  letter: Letter,
  locale: Locale,
): Statement => ({
  id: row.id,
  side: row.side,
  file_name: row.file_name,
  state: row.state,
  error: row.error_code
    ? { code: row.error_code, message: wordsOf(services, locale, row.error_code, row.error_params ?? {}) }
    : null,
  lines: row.lines,
  wrong: row.wrong,
  skipped: row.skipped,
  problems: row.problems.map(({ row: number, column, code, params }) => ({
    row: number,
    column,
    message: wordsOf(services, locale, code, params),
  })),
  debit: toMoneyJson({ minor: row.debit_minor, currency: letter.currency }),
  credit: toMoneyJson({ minor: row.credit_minor, currency: letter.currency }),
  from: row.from_day,
  to: row.to_day,
  by: row.uploaded_by,
  created_at: row.created_at.toISOString(),
})

/** The newest statement of each side. */
export const findStatements = async (
  services: Services,
  tables: MutabakatTrx,
  company_id: string,
  letter: Letter,
  locale: Locale,
): Promise<Record<StatementSide, Statement | null>> => {
  const rows = await tables
    .selectFrom('mutabakat.statement')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter.id)
    .where('replaced_at', 'is', null)
    .execute()
  const of = (side: StatementSide) => {
    const row = rows.find(one => one.side === side)
    return row ? toStatement(services, row, letter, locale) : null
  }
  return { ours: of('ours'), theirs: of('theirs') }
}

type Sums = { confirmed: number; proposed: number; suspects: number; only_ours: number; only_theirs: number }

const countPairs = async (tables: MutabakatTrx, company_id: string, letter_id: string): Promise<Sums> => {
  const { rows: pairs } = await sql<Pick<Sums, 'confirmed' | 'proposed' | 'suspects'>>`
    select count(*) filter (where state = 'confirmed')::int as confirmed,
      count(*) filter (where state = 'proposed' and rule <> 'suspect')::int as proposed,
      count(*) filter (where state = 'proposed' and rule = 'suspect')::int as suspects
    from mutabakat.pair where company_id = ${company_id} and letter_id = ${letter_id}`.execute(tables)
  const { rows: lines } = await sql<Pick<Sums, 'only_ours' | 'only_theirs'>>`
    select count(*) filter (where side = 'ours')::int as only_ours, count(*) filter (where side = 'theirs')::int as only_theirs
    from mutabakat.statement_line
    where company_id = ${company_id} and letter_id = ${letter_id} and pair_id is null`.execute(tables)
  return { ...pairs[0]!, ...lines[0]! }
}

/** Ours minus theirs as the lines say it: what pairs differ by and what stands on one side alone, together. */
export const explainedOf = (statements: { ours: Statement | null; theirs: Statement | null }): bigint | null => {
  const { ours, theirs } = statements
  if (ours?.state !== 'ready' || theirs?.state !== 'ready') return null
  const net = (statement: Statement): bigint => toMinor(statement.debit.amount) - toMinor(statement.credit.amount)
  // Their debit is our credit.
  return net(ours) + net(theirs)
}

const toMinor = (amount: string): bigint => BigInt(amount.replace('.', ''))

const verdict = (code: MutabakatFailureCode | null) => ({ ok: code === null, code })

/** `mayWrite`: a viewer of the company sees all and does nothing. */
export const readComparison = (
  services: Services,
  party: Party,
  locale: Locale,
  mayWrite: boolean,
): Promise<Comparison> =>
  services.store.inCompany(party.actor.company_id, trx =>
    findComparison(services, withTables(trx), party, locale, mayWrite),
  )

export const findComparison = async (
  services: Services,
  tables: MutabakatTrx,
  party: Party,
  locale: Locale,
  mayWrite: boolean,
): Promise<Comparison> => {
  const { company_id } = party.actor
  const letter = isUuid(party.letter_id)
    ? await tables
        .selectFrom('mutabakat.letter')
        .select(['id', 'currency', 'status', 'difference_minor'])
        .where('company_id', '=', company_id)
        .where('id', '=', party.letter_id)
        .executeTakeFirst()
    : undefined
  if (!letter) throw fail('letter_not_found')
  const comparison = await tables
    .selectFrom('mutabakat.comparison')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter.id)
    .executeTakeFirst()
  const statements = await findStatements(services, tables, company_id, letter, locale)
  const explained = explainedOf(statements)
  const difference = letter.difference_minor
  const changeable = mayWrite ? changeRefusal(letter.status) : 'role_too_low'
  const agreeable = mayWrite ? consentRefusal(letter.status, comparison?.run_state ?? null) : 'role_too_low'
  return {
    letter_id: letter.id,
    currency: letter.currency,
    ...statements,
    run: comparison?.run_state
      ? {
          state: comparison.run_state,
          steps: comparison.steps,
          cut: comparison.cut,
          started_at: comparison.started_at!.toISOString(),
          finished_at: comparison.finished_at?.toISOString() ?? null,
        }
      : null,
    counts: await countPairs(tables, company_id, letter.id),
    difference: difference === null ? null : minorToText(difference),
    explained: explained === null ? null : minorToText(explained),
    open: difference === null || explained === null ? null : minorToText(difference - explained),
    consent: { ours: comparison?.consent_ours ?? null, theirs: comparison?.consent_theirs ?? null },
    can: { upload: verdict(changeable), decide: verdict(changeable), agree: verdict(agreeable) },
    rev: comparison?.rev ?? 0,
  }
}
