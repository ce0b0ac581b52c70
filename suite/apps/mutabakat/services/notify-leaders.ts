/** Puts a line in the bell of everybody who owns or administers a company. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import type { Trx } from '#platform/store'
import { localeOfUser } from './reader-locale.ts'

/** `kind` names the sentences of the catalogue (`notifications.{kind}`); `link` goes on from the company's own pages. */
export const notifyLeaders = async (
  services: Services,
  trx: Trx,
  company_id: string,
  notice: {
    kind: string
    level: 'info' | 'success' | 'warning' | 'error'
    link: string
    params: (locale: Locale, time_zone: string) => Record<string, string | number>
  },
): Promise<void> => {
  const leaders = await trx
    .selectFrom('platform.membership')
    .innerJoin('platform.company', 'platform.company.id', 'platform.membership.company_id')
    .select(['platform.membership.user_id', 'platform.company.slug', 'platform.company.time_zone'])
    .where('platform.membership.company_id', '=', company_id)
    .where('platform.membership.role', 'in', ['owner', 'admin'])
    .execute()
  for (const { user_id, slug, time_zone } of leaders) {
    const locale = await localeOfUser(trx, company_id, user_id)
    const params = notice.params(locale, time_zone)
    await services.inbox.notify(trx, {
      company_id,
      user_id,
      level: notice.level,
      kind: notice.kind,
      params,
      link: `/c/${slug}/${notice.link}`,
      title: services.t(locale, `mutabakat.notifications.${notice.kind}.title`, params),
      message: services.t(locale, `mutabakat.notifications.${notice.kind}.message`, params),
    })
  }
}
