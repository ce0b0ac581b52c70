/** Every working morning: what happened with a person's letters, and what there is to do, in one message. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Currency, Locale } from '#platform/contract'
import { withTables } from '../../data/letters.ts'
import {
  addDays,
  type Day,
  dayInZone,
  formatMoney,
  instantInZone,
  isWorkingDay,
  timeInZone,
} from '../../domain/index.ts'
import { type CompanyNow, companiesNow } from '../companies-now.ts'
import { localeOfUser } from '../reader-locale.ts'
import { readSettings } from '../settings/read-settings.ts'
import { tellOnce } from './tell-once.ts'

/** A morning without a process is made up for until noon. */
const [FROM, UNTIL] = ['08:30', '12:00']
const DUE_DAYS = 3

type Digest = {
  agreed: number
  differing: number
  /** What lies between the books of those that differ, by currency; minor units without sign. */
  differences: { currency: Currency; minor: string }[]
  unseen: number
  back: number
  due: number
  calls: number
}

type Row = { user_id: string } & Digest

export const sendDigests = async (services: Services): Promise<{ sent: number }> => {
  let sent = 0
  const now = services.now()
  for (const company of await companiesNow(services)) {
    const time = timeInZone(now, company.time_zone)
    if (time < FROM || time >= UNTIL) continue
    sent += await digestsOf(services, company, dayInZone(now, company.time_zone))
  }
  return { sent }
}

const digestsOf = (services: Services, { id: company_id, time_zone }: CompanyNow, today: Day): Promise<number> =>
  services.store.inCompany(company_id, async trx => {
    const settings = await readSettings(withTables(trx), company_id)
    if (!isWorkingDay(today, settings)) return 0
    let yesterday = addDays(today, -1)
    // On Monday, Friday's answers are as new as the weekend's.
    while (!isWorkingDay(yesterday, settings) && yesterday > addDays(today, -14)) yesterday = addDays(yesterday, -1)
    const { rows } = await sql<Row>`
      with mine as (
        select coalesce(responsible_id, sender_id) as user_id, * from mutabakat.letter
        where company_id = ${company_id} and status in ('sent','viewed','approved','rejected','resolved')
      ), counted as (
        select user_id,
          count(*) filter (where answered_at >= ${instantInZone(yesterday, '00:00', time_zone)}
            and answered_at < ${instantInZone(today, '00:00', time_zone)} and answer_choice = 'agree')::int as agreed,
          count(*) filter (where answered_at >= ${instantInZone(yesterday, '00:00', time_zone)}
            and answered_at < ${instantInZone(today, '00:00', time_zone)} and answer_choice = 'disagree')::int as differing,
          count(*) filter (where status = 'sent' and sent_at < ${instantInZone(today, '00:00', time_zone)}
            and delivery_state not in ('bounced','failed'))::int as unseen,
          count(*) filter (where status in ('sent','viewed') and delivery_state in ('bounced','failed'))::int as back,
          count(*) filter (where status in ('sent','viewed')
            and reply_due between ${today}::date and ${addDays(today, DUE_DAYS)}::date)::int as due
        from mine group by user_id
      ), apart as (
        select user_id, jsonb_agg(jsonb_build_object('currency', currency, 'minor', minor::text) order by currency) as differences
        from (select user_id, currency, sum(abs(difference_minor)) as minor from mine
          where answered_at >= ${instantInZone(yesterday, '00:00', time_zone)}
            and answered_at < ${instantInZone(today, '00:00', time_zone)}
            and answer_choice = 'disagree' and difference_minor is not null
          group by user_id, currency) as summed group by user_id
      ), called as (
        select coalesce(letter.responsible_id, letter.sender_id) as user_id, count(*)::int as calls
        from mutabakat.call join mutabakat.letter on letter.id = call.letter_id
        where call.company_id = ${company_id} and call.state = 'open' group by 1
      )
      select member.user_id, coalesce(agreed, 0) as agreed, coalesce(differing, 0) as differing,
        coalesce(differences, '[]') as differences, coalesce(unseen, 0) as unseen, coalesce(back, 0) as back,
        coalesce(due, 0) as due, coalesce(calls, 0) as calls
      from platform.membership as member
        left join counted on counted.user_id::text = member.user_id
        left join apart on apart.user_id::text = member.user_id
        left join called on called.user_id::text = member.user_id
      where member.company_id = ${company_id}
      order by member.user_id`.execute(trx)
    const { slug } = await trx
      .selectFrom('platform.company')
      .select('slug')
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    let sent = 0
    for (const { user_id, ...digest } of rows) {
      const locale = await localeOfUser(trx, company_id, user_id)
      const text = sayDigest(services, locale, digest)
      if (text === '' || !(await tellOnce(trx, { company_id, user_id, kind: 'digest', day: today }))) continue
      await services.inbox.notify(trx, {
        company_id,
        user_id,
        level: 'info',
        kind: 'mutabakat_digest',
        params: { ...digest },
        link: digest.calls > 0 ? `/c/${slug}/mutabakat/calls` : `/c/${slug}/mutabakat/letters?filter[mine]=1`,
        title: services.t(locale, 'mutabakat.notifications.mutabakat_digest.title'),
        message: services.t(locale, 'mutabakat.notifications.mutabakat_digest.message', { text }),
      })
      sent++
    }
    return sent
  })

/** One sentence for each thing there is; empty when there is nothing to say. */
const sayDigest = (services: Services, locale: Locale, digest: Digest): string => {
  const { differences, ...counts } = digest
  const sums = differences.map(({ currency, minor }) => formatMoney({ currency, minor: BigInt(minor) }, locale))
  const lines = (Object.keys(counts) as (keyof typeof counts)[])
    .filter(name => counts[name] > 0)
    .map(name => services.t(locale, `mutabakat.digest.${name}`, { count: counts[name], sum: sums.join(', ') || '–' }))
  return lines.join(' ')
}
