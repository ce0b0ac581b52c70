/** Letters whose next step the reach engine may have to take now: a wider net than its decision, cast in the database. */
import { type RawBuilder, sql } from 'kysely'
import type { CallReason, ReachSettings } from '../contract/index.ts'
import type { Day } from '../domain/index.ts'
import type { MutabakatTrx } from './letters.ts'

/** What holds for all letters of the company at this moment, which lies in its working hours. */
export type ReachMoment = {
  now: Date
  /** Where the company is. */
  today: Day
  time_zone: string
  settings: ReachSettings
  /** SMS can leave. */
  sms: boolean
  /** What arrived up to here was not looked at for long enough. */
  unseen_since: Date
  /** Who looked at a letter to be answered up to this day is called today. */
  due_by: Day
}

type After = { after: string; limit: number }

const waits = (open: RawBuilder<boolean>): RawBuilder<boolean> => sql`(letter.status in ('sent','viewed') and ${open})`

/** A call about the reason may be made: none yet, or the last one asked for another on a later day. */
const callable = ({ settings, today, time_zone }: ReachMoment, reason: CallReason): RawBuilder<boolean> =>
  settings.ways.includes('call')
    ? sql`coalesce((select coalesce(call.outcome in ('not_reached','promised'), false)
          and (call.closed_at at time zone ${time_zone}::text)::date < ${today}::date
        from mutabakat.call where call.company_id = letter.company_id and call.letter_id = letter.id
          and call.reason = ${reason}
        order by call.created_at desc, call.id desc limit 1), true)`
    : sql`false`

/** Somebody on the card has an address of the kind that nothing of this letter went to. */
const untried = (way: 'email' | 'sms'): RawBuilder<boolean> => {
  const column = sql.ref(way === 'email' ? 'email' : 'mobile')
  return sql`exists (
    select 1 from (
      select ${column} as address from mutabakat.counterparty
        where company_id = letter.company_id and id = letter.counterparty_id and opted_out_at is null
      union all
      select ${column} from mutabakat.contact
        where company_id = letter.company_id and counterparty_id = letter.counterparty_id and opted_out_at is null
    ) as person
    where person.address is not null and not exists (
      select 1 from mutabakat.delivery where delivery.company_id = letter.company_id and delivery.letter_id = letter.id
        and delivery.channel = ${way} and delivery.address = person.address))`
}

/**
 * Ids in their order. Everything `decideReach` finds due is among them. What is here and not due is a matter of today: a
 * person who got another message already, a planned reminder.
 */
export const reachCandidates = async (
  tables: MutabakatTrx,
  company_id: string,
  moment: ReachMoment,
  { after, limit }: After,
): Promise<string[]> => {
  const { now, today, settings, sms, unseen_since, due_by } = moment
  const bySms = sms && settings.ways.includes('sms') ? untried('sms') : sql<boolean>`false`
  const rows = await tables
    .selectFrom('mutabakat.letter as letter')
    .select('letter.id')
    .where('letter.company_id', '=', company_id)
    .where('letter.id', '>', after)
    .where('letter.reach_stopped_at', 'is', null)
    .where(waits(sql`coalesce(letter.reading_until <= ${now}, true) and coalesce(letter.asked_until < ${today}, true)`))
    .where(sql<boolean>`not exists (select 1 from mutabakat.call
      where call.letter_id = letter.id and call.state = 'open')`)
    .where(sql<boolean>`case letter.status
      when 'viewed' then letter.reply_due is not null and greatest(letter.reply_due, letter.asked_until) <= ${due_by}
        and ${callable(moment, 'no_answer')}
      else (
        select case
          when count(*) filter (where tried.state = 'queued') > 0 then false
          when max(tried.sent_at) filter (where tried.state in ('sent','delivered','opened')) is not null
            then max(tried.sent_at) filter (where tried.state in ('sent','delivered','opened')) <= ${unseen_since}
              and (${bySms} or ${callable(moment, 'unseen')})
          else count(*) > 0 and (${untried('email')} or ${bySms} or ${callable(moment, 'bounced')})
        end
        from mutabakat.delivery tried where tried.company_id = letter.company_id and tried.letter_id = letter.id)
      end`)
    .orderBy('letter.id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
