/** Reading the letters of one period: its flow by day, its newest moves, and what a lane holds. */
import { sql } from 'kysely'
import { LETTER_STATUSES, type LetterKind } from '../contract/index.ts'
import { isOpen, isUnfinished, isUnsent } from '../domain/index.ts'
import type { MutabakatTrx } from './letters.ts'

export type PeriodKey = { kind: LetterKind; date: string }

const UNFINISHED = LETTER_STATUSES.filter(isUnfinished)

export const periodLetters = (tables: MutabakatTrx, company_id: string, { kind, date }: PeriodKey) =>
  tables
    .selectFrom('mutabakat.letter as letter')
    .where('letter.company_id', '=', company_id)
    .where('letter.kind', '=', kind)
    .where('letter.balance_date', '=', date)

export type DayCount = { date: string; day: string; count: number }

/**
 * Letters by the day, in the company's zone, on which they went out or were answered, oldest first. Withdrawn and
 * replaced ones never went out.
 */
export const countByDay = async (
  tables: MutabakatTrx,
  company_id: string,
  { kind, dates }: { kind: LetterKind; dates: readonly string[] },
  moment: 'sent_at' | 'answered_at',
  time_zone: string,
): Promise<DayCount[]> => {
  const at = sql.ref(`letter.${moment}`)
  const { rows } = await sql<DayCount>`
    select letter.balance_date as date, (${at} at time zone ${time_zone})::date as day, count(*)::int as count
    from mutabakat.letter as letter
    where letter.company_id = ${company_id} and letter.kind = ${kind}
      and letter.balance_date = any(${dates}::date[])
      and letter.status not in ('cancelled', 'revised') and ${at} is not null
    group by 1, 2 order by 1, 2`.execute(tables)
  return rows
}

const MOMENTS = ['sent_at', 'viewed_at', 'answered_at'] as const

/** The letters that moved last, with when they did; the newest moves of all are among theirs. */
export const newestLetters = (tables: MutabakatTrx, company_id: string, period: PeriodKey, limit: number) =>
  tables
    .selectFrom(
      periodLetters(tables, company_id, period)
        .select(['letter.id', 'letter.no', 'letter.counterparty_id', 'letter.sender_name', 'letter.answer_name'])
        .select(['letter.answer_choice', ...MOMENTS.map(moment => `letter.${moment}` as const)])
        .where('letter.sent_at', 'is not', null)
        .orderBy(sql`greatest(letter.sent_at, letter.viewed_at, letter.answered_at)`, 'desc')
        .limit(limit)
        .as('newest'),
    )
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'newest.counterparty_id')
    .selectAll('newest')
    .select('counterparty.title')
    .execute()

/** Undelivered: came back or was refused; such a letter is among the others, too. */
const countOf = (statuses: readonly string[]) =>
  sql<number>`(count(*) filter (where letter.status in (${sql.join(statuses)})))::int`

/** Unfinished letters of one person (null: nobody) by counterparty. */
export const selectLane = (
  tables: MutabakatTrx,
  company_id: string,
  period: PeriodKey,
  responsible_id: string | null,
) =>
  periodLetters(tables, company_id, period)
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
    .where('letter.responsible_id', responsible_id === null ? 'is' : '=', responsible_id)
    .where('letter.status', 'in', UNFINISHED)
    .groupBy(['counterparty.id', 'counterparty.code', 'counterparty.title', 'counterparty.search', 'counterparty.rev'])
    .select(['counterparty.id', 'counterparty.code', 'counterparty.title', 'counterparty.rev'])
    .select([
      countOf(LETTER_STATUSES.filter(isUnsent)).as('unsent'),
      countOf(LETTER_STATUSES.filter(isOpen)).as('waiting'),
      countOf(['rejected']).as('rejected'),
      countOf(['expired']).as('expired'),
      sql<number>`(count(*) filter (where letter.delivery_state in ('failed','bounced')))::int`.as('undelivered'),
    ])

/** How many counterparties each person's lane holds. */
export const countLanes = (tables: MutabakatTrx, company_id: string, period: PeriodKey) =>
  periodLetters(tables, company_id, period)
    .where('letter.status', 'in', UNFINISHED)
    .groupBy('letter.responsible_id')
    .select(['letter.responsible_id', sql<number>`count(distinct letter.counterparty_id)::int`.as('unfinished')])
