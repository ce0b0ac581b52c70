/** Puts a line in the bell of who sent a letter, and of those who lead the company. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { LetterRow } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import { localeOfUser } from './reader-locale.ts'

/** `kind` names a sentence of the catalogue (`notifications.{kind}`) that both title and message come from. */
export const notifySender = async (
  services: Services,
  trx: Trx,
  row: LetterRow,
  notice: {
    kind: string
    level: 'info' | 'success' | 'warning' | 'error'
    onlySender?: boolean
    params: Record<string, string>
  },
): Promise<void> => {
  const tables = withTables(trx)
  const { company_id, slug } = await tables
    .selectFrom('mutabakat.letter')
    .innerJoin('platform.company', 'platform.company.id', 'mutabakat.letter.company_id')
    .select(['mutabakat.letter.company_id', 'platform.company.slug'])
    .where('mutabakat.letter.id', '=', row.id)
    .executeTakeFirstOrThrow()
  const leaders = notice.onlySender
    ? []
    : await tables
        .selectFrom('platform.membership')
        .select('user_id')
        .where('company_id', '=', company_id)
        .where('role', 'in', ['owner', 'admin', 'manager'])
        .execute()
  const users = new Set([...(row.sender ? [row.sender.id] : []), ...leaders.map(leader => leader.user_id)])
  const params = { no: row.no, counterparty: row.counterparty.title, ...notice.params }
  for (const user_id of users) {
    const locale = await localeOfUser(trx, company_id, user_id)
    await services.inbox.notify(trx, {
      company_id,
      user_id,
      level: notice.level,
      kind: notice.kind,
      params,
      link: `/c/${slug}/mutabakat/letters/${row.id}`,
      title: services.t(locale, `mutabakat.notifications.${notice.kind}.title`, params),
      message: services.t(locale, `mutabakat.notifications.${notice.kind}.message`, params),
    })
  }
}
