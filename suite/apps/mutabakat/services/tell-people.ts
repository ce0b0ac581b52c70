/** One line in the bell of each of some people, in their language: about one letter, or about many at once. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import type { Trx } from '#platform/store'
import type { LetterRow } from '../contract/index.ts'
import { localesOfUsers } from './reader-locale.ts'

type Params = Record<string, string | number>

export type Told = {
  /** Of `contract/notifications.ts`; its sentences are `notifications.{kind}` of the catalogue. */
  kind: string
  level: 'info' | 'success' | 'warning' | 'error'
  params: Params
}

/** `link` goes on from the company's own pages. `sentence`: where it is not the kind's own. */
export type Line = Omit<Told, 'params'> & { link: string; sentence?: string; params: (locale: Locale) => Params }

/** Nobody is told twice. In as many statements for many as for one. */
export const tellPeople = async (
  services: Services,
  trx: Trx,
  company_id: string,
  user_ids: Iterable<string>,
  { kind, level, link, sentence = kind, params }: Line,
): Promise<void> => {
  const people = [...new Set(user_ids)]
  if (people.length === 0) return
  const { slug } = await trx
    .selectFrom('platform.company')
    .select('slug')
    .where('id', '=', company_id)
    .executeTakeFirstOrThrow()
  const localeOf = await localesOfUsers(trx, company_id, people)
  const notices = people.map(user_id => {
    const locale = localeOf(user_id)
    const said = params(locale)
    return {
      company_id,
      user_id,
      level,
      kind,
      params: said,
      link: `/c/${slug}/${link}`,
      title: services.t(locale, `mutabakat.notifications.${sentence}.title`, said),
      message: services.t(locale, `mutabakat.notifications.${sentence}.message`, said),
    }
  })
  await services.inbox.notifyAll(trx, notices)
}

/** The sentences are given `no` and `counterparty` beside `params`; the link leads to the letter. */
export const tellOfLetter = (
  services: Services,
  trx: Trx,
  company_id: string,
  user_ids: Iterable<string>,
  row: LetterRow,
  { params, ...told }: Told,
): Promise<void> =>
  tellPeople(services, trx, company_id, user_ids, {
    ...told,
    link: `mutabakat/letters/${row.id}`,
    params: () => ({ no: row.no, counterparty: row.counterparty.title, ...params }),
  })

/** `notifications.{kind}_many`, given `count` beside `params`; the link leads to the list in that state. */
export const tellOfMany = (
  services: Services,
  trx: Trx,
  company_id: string,
  user_ids: Iterable<string>,
  { params, ...told }: Told,
  many: { count: number; status: string },
): Promise<void> =>
  tellPeople(services, trx, company_id, user_ids, {
    ...told,
    sentence: `${told.kind}_many`,
    link: `mutabakat/letters?filter[status]=${many.status}`,
    params: () => ({ ...params, count: many.count }),
  })

/** `notifications.mutabakat_assigned`; the link leads to where they are seen. */
export const tellOfCards = (
  services: Services,
  trx: Trx,
  to: { company_id: string; user_id: string },
  link: string,
  params: { by: string; count: number },
): Promise<void> =>
  tellPeople(services, trx, to.company_id, [to.user_id], {
    kind: 'mutabakat_assigned',
    level: 'info',
    link,
    params: () => params,
  })

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
