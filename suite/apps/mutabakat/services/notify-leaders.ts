/** Puts a line in the bell of everybody who owns or administers a company. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type Line, tellPeople } from './tell-people.ts'

type Notice = Omit<Line, 'params'> & {
  params: (locale: Locale, time_zone: string) => Record<string, string | number>
}

export const notifyLeaders = async (
  services: Services,
  trx: Trx,
  company_id: string,
  { params, ...line }: Notice,
): Promise<void> => {
  const leaders = await trx
    .selectFrom('platform.membership as member')
    .innerJoin('platform.company as company', 'company.id', 'member.company_id')
    .select(['member.user_id', 'company.time_zone'])
    .where('member.company_id', '=', company_id)
    .where('member.role', 'in', ['owner', 'admin'])
    .execute()
  const [first] = leaders
  if (!first) return
  const people = leaders.map(({ user_id }) => user_id)
  await tellPeople(services, trx, company_id, people, { ...line, params: locale => params(locale, first.time_zone) })
}
