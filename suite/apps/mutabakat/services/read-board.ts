/** All companies of one person at once: which periods are not closed, and what keeps them open. */
import { sql } from 'kysely'
import type { ContextCompany, Services } from '#platform/app'
import type { Board, BoardRow, LetterKind, PeriodState } from '../contract/index.ts'

type Counted = {
  company_id: string
  id: string
  kind: LetterKind
  date: string
  state: PeriodState
  total: number
  drafts: number
  waiting: number
  rejected: number
  expired: number
  undelivered: number
  agreed: number
  left: number
}

/** One query over the companies given, which the caller belongs to: nothing of another one is looked at. */
const countPeriods = (services: Services, companies: readonly string[]) =>
  services.store.asSystem('an accountant looks over the companies they belong to', async trx => {
    const periods = await sql<Counted>`
      select period.company_id, period.id, period.kind, period.date, period.state,
        count(letter.id)::int as total,
        count(*) filter (where letter.status in ('draft','pending_approval','ready'))::int as drafts,
        count(*) filter (where letter.status in ('sent','viewed'))::int as waiting,
        count(*) filter (where letter.status = 'rejected')::int as rejected,
        count(*) filter (where letter.status = 'expired')::int as expired,
        count(*) filter (where letter.delivery_state in ('bounced','failed'))::int as undelivered,
        count(*) filter (where letter.status in ('approved','resolved'))::int as agreed,
        count(*) filter (where letter.sent_at is not null and letter.status not in ('cancelled','revised'))::int as left
      from mutabakat.period as period
      left join mutabakat.letter as letter on letter.company_id = period.company_id and letter.kind = period.kind
        and letter.balance_date = period.date
      where period.company_id = any(${companies}::uuid[]) and period.state <> 'closed'
      group by period.id order by period.date, period.kind`.execute(trx)
    const answers = await sql<{ company_id: string; at: Date | null }>`
      select company_id, max(answered_at) as at from mutabakat.letter
      where company_id = any(${companies}::uuid[]) group by company_id`.execute(trx)
    return { periods: periods.rows, answers: new Map(answers.rows.map(row => [row.company_id, row.at])) }
  })

/** Most to do first: what differs weighs before what waits, and that before what was not sent. */
const byWork = (a: BoardRow, b: BoardRow): number =>
  Number(b.periods.length > 0) - Number(a.periods.length > 0) ||
  b.rejected + b.undelivered - (a.rejected + a.undelivered) ||
  b.expired - a.expired ||
  b.waiting - a.waiting ||
  b.drafts - a.drafts ||
  a.company.title.localeCompare(b.company.title, 'tr')

export const readBoard = async (
  services: Services,
  companies: readonly ContextCompany[],
  show: 'open' | 'all',
): Promise<Board> => {
  const { periods, answers } = await countPeriods(
    services,
    companies.map(company => company.id),
  )
  const rows = companies.map(({ id, slug, title, role }): BoardRow => {
    const own = periods.filter(period => period.company_id === id)
    const sum = (field: 'waiting' | 'rejected' | 'expired' | 'drafts' | 'undelivered') =>
      own.reduce((total, period) => total + period[field], 0)
    return {
      company: { id, slug, title, role },
      periods: own.map(({ company_id: _company, left, ...period }) => ({
        ...period,
        closed_percent: left === 0 ? 0 : Math.round((period.agreed / left) * 1000) / 10,
      })),
      oldest_open: own[0]?.date ?? null,
      waiting: sum('waiting'),
      rejected: sum('rejected'),
      expired: sum('expired'),
      drafts: sum('drafts'),
      undelivered: sum('undelivered'),
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
