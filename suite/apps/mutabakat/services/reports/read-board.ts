/** All companies of one person at once: which periods are not closed, and what keeps them open. */
import { sql } from 'kysely'
import type { ContextCompany, Services } from '#platform/app'
import type { Board, BoardRow, LetterKind, LetterStatus, PeriodState } from '../../contract/index.ts'
import { type StatusCount, standingOf } from '../../domain/index.ts'

type Period = { company_id: string; id: string; kind: LetterKind; date: string; state: PeriodState }
/** `status` is null for a period without a letter. */
type Counted = Period & { status: LetterStatus | null; count: number; undelivered: number }

/** Only the companies given, which the caller belongs to: nothing of another one is looked at. */
const countLetters = (services: Services, companies: readonly string[]) =>
  services.store.asSystem('an accountant looks over the companies they belong to', async trx => {
    const counted = await sql<Counted>`
      select period.company_id, period.id, period.kind, period.date, period.state, letter.status,
        count(letter.id)::int as count,
        count(*) filter (where letter.delivery_state in ('bounced','failed'))::int as undelivered
      from mutabakat.period as period
      left join mutabakat.letter as letter on letter.company_id = period.company_id and letter.kind = period.kind
        and letter.balance_date = period.date
      where period.company_id = any(${companies}::uuid[]) and period.state <> 'closed'
      group by period.id, letter.status order by period.date, period.kind`.execute(trx)
    const answers = await sql<{ company_id: string; at: Date | null }>`
      select company_id, max(answered_at) as at from mutabakat.letter
      where company_id = any(${companies}::uuid[]) group by company_id`.execute(trx)
    return { counted: counted.rows, answers: new Map(answers.rows.map(row => [row.company_id, row.at])) }
  })

const countsOf = (rows: readonly Counted[]): StatusCount[] =>
  rows.flatMap(({ status, count, undelivered }) => (status === null ? [] : [{ status, count, undelivered }]))

/** Most to do first: what differs or did not arrive weighs before what waits, and that before what was not sent. */
const byWork = (a: BoardRow, b: BoardRow): number =>
  Number(b.periods.length > 0) - Number(a.periods.length > 0) ||
  b.standing.rejected + b.standing.undelivered - (a.standing.rejected + a.standing.undelivered) ||
  b.standing.expired - a.standing.expired ||
  b.standing.waiting - a.standing.waiting ||
  b.standing.draft - a.standing.draft ||
  a.company.title.localeCompare(b.company.title, 'tr')

export const readBoard = async (
  services: Services,
  companies: readonly ContextCompany[],
  show: 'open' | 'all',
): Promise<Board> => {
  const ids = companies.map(company => company.id)
  const { counted, answers } = await countLetters(services, ids)
  const rows = companies.map(({ id, slug, title, role }): BoardRow => {
    const own = counted.filter(row => row.company_id === id)
    const periods = [...new Map(own.map(row => [row.id, row])).values()]
    return {
      company: { id, slug, title, role },
      periods: periods.map(({ id, kind, date, state }) => ({
        id,
        kind,
        date,
        state,
        ...standingOf(countsOf(own.filter(row => row.id === id))),
      })),
      oldest_open: periods[0]?.date ?? null,
      standing: standingOf(countsOf(own)),
      last_answer_at: answers.get(id)?.toISOString() ?? null,
    }
  })
  const open = rows.filter(row => row.periods.length > 0)
  return {
    companies: rows.length,
    closed: rows.length - open.length,
    items: (show === 'open' ? open : rows).sort(byWork),
  }
}
