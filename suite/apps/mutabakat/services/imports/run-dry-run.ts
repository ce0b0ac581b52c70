/** The dry run of an import: reads, compares and counts as applying would, and writes nothing but what it found. */
import type { Services } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import type { Difference, DryRunCounts, ImportPlan } from '../../contract/index.ts'
import type { RowFailure } from '../../data/card-tables.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import {
  balanceOutcome,
  type CardNews,
  type CardRow,
  type CardState,
  cellText,
  createDuplicateCheck,
  documentsOfRow,
  duesOfRow,
  type Field,
  fieldsOfRow,
  formatAmount,
  hasTooManyDues,
  kindOfRow,
  type LetterSource,
  mergeCard,
  NEWS_OF_BALANCES,
  newsOfRow,
  partsOf,
} from '../../domain/index.ts'
import { type FoundCard, readCards } from '../cards/write-cards.ts'
import { membersByMail, newsOf, responsibleWarning } from './apply-cards.ts'
import { gatherDues, withGroups } from './gather-dues.ts'
import { type ExistingLetter, letterKey, readLetters } from './imported-letters.ts'
import { type ImportActor, isGood, type ReadRow } from './record-rows.ts'
import { readyRows } from './resolve-babs.ts'
import { choosePlan, countRows, loadImport, walkRows } from './walk-import.ts'

/** What the rows so far have made of a card, because the next row about it meets that and not what is stored. */
type KnownCard = { id: string | null; state: CardState; outcome: 'created' | 'updated' | 'unchanged' }

type FoundDifference = Omit<Difference, 'failures' | 'warnings'> & { failures: RowFailure[]; warnings: RowFailure[] }

type Trial = {
  counts: DryRunCounts
  /** Of the chunk that is being looked at. */
  differences: FoundDifference[]
  cards: Map<string, KnownCard>
  columns: ImportPlan['columns']
  /** Letters that an earlier row made already, by what they are about. */
  met: Set<string>
}

type Change = Difference['changes'][number]

export const runDryRun = async (
  services: Services,
  company_id: string,
  import_id: string,
  job: JobContext,
): Promise<void> => {
  const work = await loadImport(services, company_id, import_id)
  const { actor, path } = work
  const plan = work.plan ?? (await choosePlan(services, work))
  const { total } = await countRows(path, plan, job)
  const trial: Trial = {
    counts: {
      total,
      created: 0,
      updated: 0,
      unchanged: 0,
      wrong: 0,
      warnings: 0,
      cards_created: 0,
      cards_changed: 0,
    },
    differences: [],
    cards: new Map(),
    columns: plan.columns,
    met: new Set(),
  }
  const { signal } = job
  const groups = actor.kind === 'dues' ? await gatherDues(path, plan, signal) : null
  const keep = { company_id, import_id, task_id: job.task_id }
  await services.store.inCompany(company_id, trx => forgetDifferences(withTables(trx), company_id, import_id))
  let done = 0
  for await (const rows of walkRows({ path, kind: actor.kind, plan }, createDuplicateCheck(), { signal })) {
    await services.store.inCompany(company_id, async trx => {
      const tables = withTables(trx)
      await tryRows(tables, actor, groups ? withGroups(rows, groups) : rows, trial)
      await keepDifferences(tables, keep, trial.differences.splice(0))
    })
    done += rows.length
    await job.report({ done, total: Math.max(total, done), step: 'rows', errors: trial.counts.wrong })
  }
  for (const { outcome } of trial.cards.values()) {
    if (outcome === 'created') trial.counts.cards_created++
    if (outcome === 'updated') trial.counts.cards_changed++
  }
  await services.store.inCompany(company_id, async trx => {
    const { counts } = trial
    await withTables(trx)
      .updateTable('mutabakat.import')
      .set({ dry_run: JSON.stringify({ counts }) })
      .where('company_id', '=', company_id)
      .where('id', '=', import_id)
      // A mapping that came meanwhile asked for another one.
      .where('dry_run_task_id', '=', job.task_id)
      .execute()
    await job.complete(trx, { counts: { ...counts }, file_id: null })
  })
}

/** What this and earlier runs found; another run of the import starts anew. */
export const forgetDifferences = async (tables: MutabakatTrx, company_id: string, import_id: string): Promise<void> => {
  await tables
    .deleteFrom('mutabakat.import_difference')
    .where('company_id', '=', company_id)
    .where('import_id', '=', import_id)
    .execute()
}

const keepDifferences = async (
  tables: MutabakatTrx,
  keep: { company_id: string; import_id: string; task_id: string },
  found: readonly FoundDifference[],
): Promise<void> => {
  if (found.length === 0) return
  const rows = found.map(({ changes, failures, warnings, ...row }) => ({
    ...keep,
    ...row,
    warned: warnings.length > 0,
    changes: JSON.stringify(changes),
    failures: JSON.stringify(failures),
    warnings: JSON.stringify(warnings),
  }))
  await tables.insertInto('mutabakat.import_difference').values(rows).execute()
}

const tryRows = async (
  tables: MutabakatTrx,
  actor: ImportActor,
  read: readonly ReadRow[],
  trial: Trial,
): Promise<void> => {
  const rows: readonly ReadRow[] = actor.kind === 'cards' ? read : await readyRows(tables, actor, read)
  const good = rows.filter(isGood)
  const unknown = [...new Set(good.map(({ reading }) => reading.row.code))].filter(code => !trial.cards.has(code))
  const stored =
    unknown.length > 0 ? await readCards(tables, actor.company_id, unknown, false) : new Map<string, FoundCard>()
  for (const [code, card] of stored) trial.cards.set(code, { id: card.id, state: card, outcome: 'unchanged' })
  if (actor.kind === 'cards') {
    const members = await membersByMail(tables, actor.company_id)
    for (const row of rows) note(trial, row, tryCard(row as ReadRow<CardRow>, members, trial))
    return
  }
  const ids = good.flatMap(({ reading }) => trial.cards.get(reading.row.code)?.id ?? [])
  const letters = await readLetters(tables, actor.company_id, actor.kind, [...new Set(ids)], false)
  const periods = await tables
    .selectFrom('mutabakat.period')
    .select(['kind', 'date'])
    .where('company_id', '=', actor.company_id)
    .where('state', '!=', 'open')
    .execute()
  const met = { letters, closed: new Set(periods.map(({ kind, date }) => `${kind} ${date}`)) }
  for (const row of rows) note(trial, row, tryLetter(row as ReadRow<LetterSource>, met, trial))
}

type Verdict = {
  outcome: Difference['outcome']
  changes?: Change[]
  failures?: RowFailure[]
  warnings?: RowFailure[]
}

const note = (trial: Trial, row: ReadRow, verdict: Verdict): void => {
  const { outcome, changes = [], failures = [], warnings = row.warnings } = verdict
  trial.counts[outcome]++
  trial.counts.warnings += warnings.length
  const isNews = outcome !== 'unchanged' || changes.length > 0 || warnings.length > 0
  if (!isNews) return
  // Of a wrong row what stands in its cells: somebody has to find it again.
  const written = (field: 'code' | 'title') => cellText(row.cells[trial.columns[field] ?? -1])
  const code = row.reading.ok ? row.reading.row.code : written('code')
  const title =
    (row.reading.ok ? row.reading.row.title : written('title')) || (trial.cards.get(code)?.state.title ?? '')
  trial.differences.push({ row: row.number, code, title, outcome, changes, failures, warnings })
}

/** Takes the news into what is known of the card. Null for a new card without a title. */
const takeNews = (trial: Trial, news: CardNews, only?: readonly (keyof CardNews)[]): Change[] | null => {
  const known = trial.cards.get(news.code)
  const merged = mergeCard(known?.state ?? null, news, known ? only : undefined)
  if (!merged) return null
  const changed = merged.changes.length > 0 ? 'updated' : 'unchanged'
  trial.cards.set(news.code, {
    id: known?.id ?? null,
    state: merged.card,
    outcome: !known || known.outcome === 'created' ? 'created' : known.outcome === 'updated' ? 'updated' : changed,
  })
  return merged.changes.map(({ field, old, new: value }) => ({ field, old, new: value }))
}

const tryCard = (row: ReadRow<CardRow>, members: ReadonlyMap<string, string>, trial: Trial): Verdict => {
  if (!row.reading.ok) return { outcome: 'wrong', failures: row.reading.failures }
  const card = row.reading.row
  const isNew = !trial.cards.has(card.code)
  const changes = takeNews(trial, newsOf(card, members)) ?? []
  const warnings = [...row.warnings, ...responsibleWarning(card, members)]
  return { outcome: isNew ? 'created' : changes.length > 0 ? 'updated' : 'unchanged', changes, warnings }
}

const said = (of: { minor: bigint; side: string }): string => `${formatAmount(of.minor, 'tr')} (${of.side})`

/** What another balance, and of a form another number of documents, changes. */
const figureChanges = (row: LetterSource, letter: ExistingLetter | null): Change[] => {
  const { balance } = fieldsOfRow(row)
  const changes: Change[] = [{ field: balance, old: letter && said(letter), new: said(row) }]
  const documents = documentsOfRow(row)
  if (documents && letter?.parts !== partsOf(documents, null))
    changes.push({ field: 'count', old: letter && (letter.parts.split(' ')[0] ?? ''), new: String(documents.count) })
  return changes
}

type Met = { letters: ReadonlyMap<string, ExistingLetter>; closed: ReadonlySet<string> }

const tryLetter = (row: ReadRow<LetterSource>, { letters, closed }: Met, trial: Trial): Verdict => {
  if (!row.reading.ok) return { outcome: 'wrong', failures: row.reading.failures }
  const told = row.reading.row
  const kind = kindOfRow(told)
  const fields = fieldsOfRow(told)
  const refused = (column: Field, code: string): Verdict => ({
    outcome: 'wrong',
    failures: [{ column, code, params: { value: told.code } }],
  })
  const changes = takeNews(trial, newsOfRow(told), NEWS_OF_BALANCES)
  if (!changes) return refused('title', 'counterparty_title_missing')
  const about = { kind, balance_date: told.date, currency: told.currency }
  const id = trial.cards.get(told.code)?.id
  const letter = id ? letters.get(letterKey({ ...about, counterparty_id: id })) : undefined
  const parts = partsOf(documentsOfRow(told), duesOfRow(told))
  const outcome = balanceOutcome(letter, { ...told, parts })
  if ('dues' in told && hasTooManyDues(told)) return refused('due_date', 'dues_too_many')
  if (outcome === 'blocked') return refused(fields.balance, 'letter_open_exists')
  if (outcome === 'unchanged') return { outcome, changes }
  if (closed.has(`${kind} ${told.date}`)) return refused(fields.date, 'period_not_open')
  const key = letterKey({ ...about, counterparty_id: told.code })
  // A further line of a letter that another row made.
  if (trial.met.has(key)) return { outcome: 'unchanged', changes }
  trial.met.add(key)
  return { outcome, changes: [...figureChanges(told, outcome === 'updated' && letter ? letter : null), ...changes] }
}
