/** The job of one run of matching: every rule's pairs are written and told as soon as they are found. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Services } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { PairTable, StatementLineTable } from '../../data/statement-tables.ts'
import {
  type LineMatch,
  type MatchStep,
  normalizeNumber,
  reasonOfLeftover,
  type StatementLine,
} from '../../domain/index.ts'
import { matchInThread } from './match-in-thread.ts'
import { lockComparison, touchComparison } from './open-comparison.ts'

const CHUNK = 1000
/** As the system: nobody pressed a button for each pair. */
const by = (company_id: string) => ({ company_id, user_id: 'system' })

type LineRow = Selectable<StatementLineTable>

const toLine = (row: LineRow): StatementLine => ({
  id: row.id,
  date: row.day,
  document_type: row.document_type,
  number: row.number,
  debit: row.debit_minor,
  credit: row.credit_minor,
})

const keyOf = (lines: readonly string[]): string => [...lines].sort().join(' ')

/** Free lines of both sides, and the sets of lines that somebody refused to see together. Null: another run took over. */
const begin = (services: Services, company_id: string, letter_id: string, run: number) =>
  services.store.inCompany(company_id, async trx => {
    const { tables, letter, comparison } = await lockComparison(trx, company_id, letter_id)
    if (comparison.run !== run) return null
    const lines = await tables
      .selectFrom('mutabakat.statement_line')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('letter_id', '=', letter_id)
      .where('pair_id', 'is', null)
      .execute()
    const refused = await tables
      .selectFrom('mutabakat.pair')
      .select('refused_lines')
      .where('company_id', '=', company_id)
      .where('letter_id', '=', letter_id)
      .where('state', '=', 'refused')
      .execute()
    // An attempt that died had written some of the steps: they count as found, their lines are not free.
    await touchComparison(services, trx, by(company_id), letter, { run_state: 'running' })
    return {
      lines: new Map(lines.map(line => [line.id, line])),
      refused: new Set(refused.map(pair => keyOf(pair.refused_lines ?? []))),
      steps: comparison.steps,
    }
  })

/** Safe to run again: what an attempt that died has written is kept, and the rest is matched. */
export const runMatching = async (
  services: Services,
  { company_id, letter_id, run }: { company_id: string; letter_id: string; run: number },
  job: Pick<JobContext, 'signal'>,
): Promise<void> => {
  const begun = await begin(services, company_id, letter_id, run)
  if (!begun) return
  const of = (side: LineRow['side']) => [...begun.lines.values()].filter(line => line.side === side).map(toLine)
  const steps = new Map(begun.steps.map(step => [step.rule, step.pairs]))
  for await (const step of matchInThread({ ours: of('ours'), theirs: of('theirs') }, job.signal)) {
    const matches = step.matches.filter(match => !begun.refused.has(keyOf([...match.ours, ...match.theirs])))
    steps.set(step.rule, (steps.get(step.rule) ?? 0) + matches.length)
    const isCurrent = await writeStep(services, company_id, letter_id, run, { ...step, matches }, begun.lines, [
      ...steps,
    ])
    if (!isCurrent) return
  }
  await finish(services, company_id, letter_id, run)
}

const writeStep = (
  services: Services,
  company_id: string,
  letter_id: string,
  run: number,
  step: MatchStep,
  lines: ReadonlyMap<string, LineRow>,
  steps: [string, number][],
): Promise<boolean> =>
  services.store.inCompany(company_id, async trx => {
    const { tables, letter, comparison } = await lockComparison(trx, company_id, letter_id)
    if (comparison.run !== run) return false
    for (let at = 0; at < step.matches.length; at += CHUNK)
      await writePairs(services, tables, { company_id, letter_id }, step.matches.slice(at, at + CHUNK), lines)
    await touchComparison(services, trx, by(company_id), letter, {
      steps: JSON.stringify(steps.map(([rule, pairs]) => ({ rule, pairs }))),
      ...(step.rule === 'sum' && { cut: step.cut }),
    })
    return true
  })

/** Somebody may have paired a line by hand meanwhile: a pair is written only when all its lines are still free. */
const writePairs = async (
  services: Services,
  tables: MutabakatTrx,
  of: { company_id: string; letter_id: string },
  matches: readonly LineMatch[],
  lines: ReadonlyMap<string, LineRow>,
): Promise<void> => {
  const ids = matches.flatMap(match => [...match.ours, ...match.theirs])
  const free = new Set(
    (
      await tables
        .selectFrom('mutabakat.statement_line')
        .select('id')
        .where('company_id', '=', of.company_id)
        .where('id', 'in', ids)
        .where('pair_id', 'is', null)
        .execute()
    ).map(line => line.id),
  )
  const pairs: (Insertable<PairTable> & { id: string; lines: string[] })[] = matches
    .map(match => ({ match, members: [...match.ours, ...match.theirs] }))
    .filter(({ members }) => members.every(id => free.has(id)))
    .map(({ match, members }) => ({
      id: services.id(),
      ...of,
      rule: match.rule,
      confidence: match.confidence,
      days: match.days,
      difference_minor: match.difference,
      suspicion: match.suspicion,
      state: 'proposed',
      day: members.map(id => lines.get(id)!.day).sort()[0]!,
      lines: members,
    }))
  if (pairs.length === 0) return
  await tables
    .insertInto('mutabakat.pair')
    .values(pairs.map(({ lines: _lines, ...pair }) => pair))
    .execute()
  const members = pairs.flatMap(pair => pair.lines.map(id => ({ id, pair_id: pair.id })))
  await sql`
    update mutabakat.statement_line as line set pair_id = member.pair_id
    from unnest(${members.map(one => one.id)}::uuid[], ${members.map(one => one.pair_id)}::uuid[]) as member (id, pair_id)
    where line.company_id = ${of.company_id} and line.id = member.id`.execute(tables)
}

/** The run's end, and a first reason for every line that found no partner and that nobody explained. */
const finish = (services: Services, company_id: string, letter_id: string, run: number): Promise<void> =>
  services.store.inCompany(company_id, async trx => {
    const { tables, letter, comparison } = await lockComparison(trx, company_id, letter_id)
    if (comparison.run !== run) return
    const lines = await tables
      .selectFrom('mutabakat.statement_line')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('letter_id', '=', letter_id)
      .execute()
    const paired = new Set(lines.filter(line => line.pair_id !== null && line.number !== '').map(sameBooking))
    const guesses = lines
      .filter(line => line.pair_id === null && line.explained_by === null)
      .map(line => ({
        id: line.id,
        reason: reasonOfLeftover(
          { ...toLine(line), description: line.description },
          { balance_date: letter.balance_date, twin: paired.has(sameBooking(line)) },
        ),
      }))
    await sql`
      update mutabakat.statement_line as line set reason = guess.reason
      from unnest(${guesses.map(one => one.id)}::uuid[], ${guesses.map(one => one.reason)}::text[]) as guess (id, reason)
      where line.company_id = ${company_id} and line.id = guess.id`.execute(tables)
    await touchComparison(services, trx, by(company_id), letter, { run_state: 'done', finished_at: services.now() })
  })

/** The same document with the same amount on the same side: booked twice when one of the two is left over. */
const sameBooking = (line: LineRow): string =>
  [line.side, normalizeNumber(line.number), line.debit_minor - line.credit_minor].join(' ')
