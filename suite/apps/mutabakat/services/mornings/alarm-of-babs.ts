/** Three times a month those who lead are told which BA/BS letters of the month before are still open. */
import type { Services } from '#platform/app'
import { withTables } from '../../data/letters.ts'
import { addDays, type Day, dayInZone, timeInZone } from '../../domain/index.ts'
import { type CompanyNow, companiesNow } from '../companies-now.ts'
import { leadersOf, tellPeople } from '../tell-people.ts'
import { tellOnce } from './tell-once.ts'

const [FROM, UNTIL] = ['09:00', '18:00']

/** The 20th, the 25th, and the day before the last: that one is the end of the declaration. */
export const isAlarmDay = (day: Day): boolean =>
  day.endsWith('-20') ||
  day.endsWith('-25') ||
  (addDays(day, 1).slice(0, 7) === day.slice(0, 7) && addDays(day, 2).endsWith('-01'))

const lastDayBefore = (day: Day): Day => addDays(`${day.slice(0, 7)}-01`, -1)

export const alarmOfBabs = async (services: Services): Promise<{ told: number }> => {
  let told = 0
  const now = services.now()
  for (const company of await companiesNow(services)) {
    const [today, time] = [dayInZone(now, company.time_zone), timeInZone(now, company.time_zone)]
    if (isAlarmDay(today) && time >= FROM && time < UNTIL) told += await alarmCompany(services, company, today)
  }
  return { told }
}

const alarmCompany = (services: Services, { id: company_id }: CompanyNow, today: Day): Promise<number> =>
  services.store.inCompany(company_id, async trx => {
    const month_end = lastDayBefore(today)
    const counted = await withTables(trx)
      .selectFrom('mutabakat.letter')
      .select(({ fn }) => ['status', fn.countAll<bigint>().as('count')])
      .where('company_id', '=', company_id)
      .where('kind', 'in', ['ba', 'bs'])
      .where('balance_date', '=', month_end)
      .where('status', 'in', ['draft', 'pending_approval', 'ready', 'sent', 'viewed', 'rejected', 'expired'])
      .groupBy('status')
      .execute()
    const sum = (...of: string[]) =>
      counted.reduce((total, { status, count }) => total + (of.includes(status) ? Number(count) : 0), 0)
    const params = {
      month: month_end.slice(0, 7),
      unsent: sum('draft', 'pending_approval', 'ready'),
      waiting: sum('sent', 'viewed', 'expired'),
      differing: sum('rejected'),
    }
    const count = params.unsent + params.waiting + params.differing
    if (count === 0) return 0
    const fresh: string[] = []
    for (const user_id of await leadersOf(trx, company_id))
      if (await tellOnce(trx, { company_id, user_id, kind: 'babs', day: today })) fresh.push(user_id)
    await tellPeople(services, trx, company_id, fresh, {
      kind: 'mutabakat_babs_deadline',
      level: 'warning',
      link: `mutabakat/letters?filter[balance_date]=${month_end}`,
      params: () => ({ ...params, count }),
    })
    return fresh.length
  })
