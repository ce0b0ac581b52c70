/** Reading calls: each with its letter, its counterparty, and when it is best made. */
import { sql } from 'kysely'
import { toMoneyJson } from '#platform/contract'
import type { Call } from '../contract/index.ts'
import { bestMoment } from '../domain/index.ts'
import type { MutabakatTrx } from './letters.ts'

/** How far back a counterparty's habits are looked for. */
const HABIT_DAYS = 365

export const selectCalls = (tables: MutabakatTrx, company_id: string) =>
  tables
    .selectFrom('mutabakat.call as call')
    .innerJoin('mutabakat.letter as letter', join =>
      join.onRef('letter.id', '=', 'call.letter_id').onRef('letter.company_id', '=', 'call.company_id'),
    )
    .innerJoin('mutabakat.counterparty as counterparty', join =>
      join
        .onRef('counterparty.id', '=', 'letter.counterparty_id')
        .onRef('counterparty.company_id', '=', 'letter.company_id'),
    )
    .leftJoin('mutabakat.contact as contact', join =>
      join.onRef('contact.id', '=', 'call.contact_id').onRef('contact.company_id', '=', 'call.company_id'),
    )
    .where('call.company_id', '=', company_id)
    .select(['call.id', 'call.reason', 'call.state', 'call.outcome', 'call.note'])
    .select([
      // Who said no is who can say why.
      sql<string | null>`coalesce(case when call.reason = 'differs' then letter.answer_name end, contact.name,
        case when counterparty.opted_out_at is null then counterparty.contact_name end)`.as('contact_name'),
      sql<string | null>`coalesce(contact.mobile,
        case when counterparty.opted_out_at is null then counterparty.mobile end)`.as('phone'),
    ])
    .select(['call.promised_until', 'call.asked_by', 'call.closed_by', 'call.closed_at', 'call.created_at', 'call.rev'])
    .select(['letter.id as letter_id', 'letter.no', 'letter.status', 'letter.minor', 'letter.currency', 'letter.side'])
    .select(['letter.reply_due', 'letter.reading_until', 'letter.counterparty_id'])
    .select(['counterparty.code', 'counterparty.title'])
    .select([
      sql<string | null>`coalesce(letter.responsible_id, letter.sender_id)`.as('assignee_id'),
      sql<
        string | null
      >`case when letter.responsible_id is null then letter.sender_name else letter.responsible_name end`.as(
        'assignee_name',
      ),
    ])

export type SelectedCall = Awaited<ReturnType<ReturnType<typeof selectCalls>['executeTakeFirstOrThrow']>>

/** By counterparty: when it opened or answered a letter in the last year. One query for a whole page. */
export const seenBy = async (
  tables: MutabakatTrx,
  company_id: string,
  counterparty_ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly Date[]>> => {
  const seen = new Map<string, Date[]>()
  if (counterparty_ids.length === 0) return seen
  const rows = await tables
    .selectFrom('mutabakat.evidence as evidence')
    .innerJoin('mutabakat.letter as letter', 'letter.id', 'evidence.letter_id')
    .select(['letter.counterparty_id', 'evidence.at'])
    .where('letter.company_id', '=', company_id)
    .where(sql<boolean>`letter.counterparty_id = any(${[...new Set(counterparty_ids)]}::uuid[])`)
    .where('evidence.fact', 'in', ['code_passed', 'answered'])
    .where('evidence.at', '>', new Date(now.getTime() - HABIT_DAYS * 86_400_000))
    .execute()
  for (const { counterparty_id, at } of rows) seen.set(counterparty_id, [...(seen.get(counterparty_id) ?? []), at])
  return seen
}

const toCall = (row: SelectedCall, best: Call['best']): Call => ({
  id: row.id,
  reason: row.reason,
  state: row.state,
  letter: {
    id: row.letter_id,
    no: row.no,
    status: row.status,
    balance: toMoneyJson({ minor: row.minor, currency: row.currency }),
    side: row.side,
    reply_due: row.reply_due,
  },
  counterparty: { id: row.counterparty_id, code: row.code, title: row.title },
  contact: { name: row.contact_name, phone: row.phone },
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
  best,
  outcome: row.outcome,
  promised_until: row.promised_until,
  note: row.note,
  asked_by: row.asked_by,
  closed: row.closed_at && { by: row.closed_by ?? '', at: row.closed_at.toISOString() },
  created_at: row.created_at.toISOString(),
  rev: row.rev,
})

/** Rows of one company in the form of the wire. */
export const toCalls = async (
  tables: MutabakatTrx,
  company_id: string,
  rows: readonly SelectedCall[],
  now: Date,
): Promise<Call[]> => {
  const { time_zone } = await tables
    .selectFrom('platform.company')
    .select('time_zone')
    .where('id', '=', company_id)
    .executeTakeFirstOrThrow()
  const ids = rows.map(row => row.counterparty_id)
  const seen = await seenBy(tables, company_id, ids, now)
  return rows.map(row => {
    const habit = { seen: seen.get(row.counterparty_id) ?? [], reading_until: row.reading_until }
    return toCall(row, bestMoment(habit, now, time_zone))
  })
}

/** Undefined: no such call of the company. */
export const findCall = async (
  tables: MutabakatTrx,
  company_id: string,
  id: string,
  now: Date,
): Promise<Call | undefined> => {
  const row = await selectCalls(tables, company_id).where('call.id', '=', id).executeTakeFirst()
  return row && (await toCalls(tables, company_id, [row], now))[0]
}
