/** One line in one person's bell, in their language: about one letter, or about many at once. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { LetterRow } from '../contract/index.ts'
import { localeOfUser } from './reader-locale.ts'

export type Told = {
  /** Of `contract/notifications.ts`; its sentences are `notifications.{kind}` of the catalogue. */
  kind: string
  level: 'info' | 'success' | 'warning' | 'error'
  params: Record<string, string | number>
}

const slugOf = async (trx: Trx, company_id: string): Promise<string> =>
  (await trx.selectFrom('platform.company').select('slug').where('id', '=', company_id).executeTakeFirstOrThrow()).slug

const tell = async (
  services: Services,
  trx: Trx,
  to: { company_id: string; user_id: string },
  { kind, level, params }: Told,
  link: string,
  sentence: string,
): Promise<void> => {
  const locale = await localeOfUser(trx, to.company_id, to.user_id)
  await services.inbox.notify(trx, {
    ...to,
    level,
    kind,
    params,
    link,
    title: services.t(locale, `mutabakat.notifications.${sentence}.title`, params),
    message: services.t(locale, `mutabakat.notifications.${sentence}.message`, params),
  })
}

/** The sentences are given `no` and `counterparty` beside `params`; the link leads to the letter. */
export const tellPerson = async (
  services: Services,
  trx: Trx,
  to: { company_id: string; user_id: string },
  row: LetterRow,
  told: Told,
): Promise<void> => {
  const params = { no: row.no, counterparty: row.counterparty.title, ...told.params }
  const link = `/c/${await slugOf(trx, to.company_id)}/mutabakat/letters/${row.id}`
  await tell(services, trx, to, { ...told, params }, link, told.kind)
}

/** `notifications.{kind}_many`, given `count` beside `params`; the link leads to the list in that state. */
export const tellOfMany = async (
  services: Services,
  trx: Trx,
  to: { company_id: string; user_id: string },
  told: Told,
  many: { count: number; status: string },
): Promise<void> => {
  const params = { ...told.params, count: many.count }
  const link = `/c/${await slugOf(trx, to.company_id)}/mutabakat/letters?status=${many.status}`
  await tell(services, trx, to, { ...told, params }, link, `${told.kind}_many`)
}

/** `notifications.mutabakat_assigned`; the link leads to the cockpit of the period. */
export const tellOfCards = async (
  services: Services,
  trx: Trx,
  to: { company_id: string; user_id: string },
  period_id: string,
  params: { by: string; count: number },
): Promise<void> => {
  const link = `/c/${await slugOf(trx, to.company_id)}/mutabakat/periods/${period_id}`
  await tell(services, trx, to, { kind: 'mutabakat_assigned', level: 'info', params }, link, 'mutabakat_assigned')
}

/** Who lead the company. */
export const leadersOf = async (trx: Trx, company_id: string): Promise<string[]> => {
  const leaders = await trx
    .selectFrom('platform.membership')
    .select('user_id')
    .where('company_id', '=', company_id)
    .where('role', 'in', ['owner', 'admin', 'manager'])
    .execute()
  return leaders.map(({ user_id }) => user_id)
}
