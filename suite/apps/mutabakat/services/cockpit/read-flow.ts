/** How the letters of a period went out and came back by day, and what that and earlier periods say of its end. */
import type { Services } from '#platform/app'
import type { Cockpit, FlowDay } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { countByDay, type DayCount, type PeriodKey } from '../../data/period-letters.ts'
import { addDays, answersByWorkingDay, type ClosingLook, type DaysOff, isAnsweringDay } from '../../domain/index.ts'

const DAYS_SHOWN = 62
/** Nothing for so long: the days since say nothing of the period. */
const QUIET_DAYS = 31
/** So many periods of its kind before it say how such a period ends. */
const EARLIER_PERIODS = 3
/** They end seldom, and a late answer to one of them changes next to nothing. */
const EARLIER_KEPT_MS = 600_000

export type CompanyDays = { company_id: string; time_zone: string; today: string; daysOff: DaysOff }

const curveOf = (
  sent: readonly DayCount[],
  answered: readonly DayCount[],
  until: string,
  daysOff: DaysOff,
): number[] =>
  sent[0] ? answersByWorkingDay(new Map(answered.map(row => [row.day, row.count])), sent[0].day, until, daysOff) : []

/** Answers by working day of the periods of its kind before this one; not from the events of today. */
export const readEarlier = (
  services: Services,
  { company_id, time_zone, daysOff }: CompanyDays,
  { kind, date }: PeriodKey,
): Promise<number[][]> =>
  services.cache.getOrSet(
    { company_id, group: 'mutabakat.earlier_periods', id: `${kind} ${date}` },
    { ttl_ms: EARLIER_KEPT_MS },
    () =>
      services.store.inCompany(company_id, async trx => {
        const tables = withTables(trx)
        const before = await tables
          .selectFrom('mutabakat.period')
          .select('date')
          .where('company_id', '=', company_id)
          .where('kind', '=', kind)
          .where('date', '<', date)
          .orderBy('date', 'desc')
          .limit(EARLIER_PERIODS)
          .execute()
        const dates = before.map(period => period.date)
        const sent = await countByDay(tables, company_id, { kind, dates }, 'sent_at', time_zone)
        const answered = await countByDay(tables, company_id, { kind, dates }, 'answered_at', time_zone)
        return dates.map(wanted => {
          const answers = answered.filter(row => row.date === wanted)
          const out = sent.filter(row => row.date === wanted)
          return curveOf(out, answers, answers.at(-1)?.day ?? '', daysOff)
        })
      }),
  )

export const readFlow = async (
  tables: MutabakatTrx,
  { company_id, time_zone, today, daysOff }: CompanyDays,
  { kind, date }: PeriodKey,
): Promise<{ shown: Cockpit['flow']; known: Omit<ClosingLook, 'left' | 'earlier'> }> => {
  const dates = [date]
  const sent = await countByDay(tables, company_id, { kind, dates }, 'sent_at', time_zone)
  const answered = await countByDay(tables, company_id, { kind, dates }, 'answered_at', time_zone)
  return {
    shown: shownDays(sent, answered, today, daysOff),
    known: { today, daysOff, answers: curveOf(sent, answered, today, daysOff) },
  }
}

const shownDays = (
  sent: readonly DayCount[],
  answered: readonly DayCount[],
  today: string,
  daysOff: DaysOff,
): Cockpit['flow'] => {
  const first = sent[0]?.day
  if (first === undefined) return { before: { sent: 0, answered: 0 }, days: [] }
  const last = [sent.at(-1)!.day, answered.at(-1)?.day ?? first].sort().at(-1)!
  const until = addDays(last, QUIET_DAYS) < today ? last : today
  const earliest = addDays(until, 1 - DAYS_SHOWN)
  const from = first > earliest ? first : earliest
  const on = (rows: readonly DayCount[]) => new Map(rows.map(row => [row.day, row.count]))
  const [sentOn, answeredOn] = [on(sent), on(answered)]
  const days: FlowDay[] = []
  for (let day = from; day <= until; day = addDays(day, 1))
    days.push({
      day,
      works: isAnsweringDay(day, daysOff),
      sent: sentOn.get(day) ?? 0,
      answered: answeredOn.get(day) ?? 0,
    })
  const earlier = (rows: readonly DayCount[]) =>
    rows.filter(row => row.day < from).reduce((total, row) => total + row.count, 0)
  return { before: { sent: earlier(sent), answered: earlier(answered) }, days }
}
