/** In which language a ready sentence is written: the reader's in their own room, the company's everywhere else. */
import { LOCALES, type Locale } from '#platform/contract'
import type { Trx } from '#platform/store'

/** `settings.locale` of the company; Turkish without one. */
export const localeOfCompany = async (trx: Trx, company_id: string): Promise<Locale> => {
  const company = await trx
    .selectFrom('platform.company')
    .select('settings')
    .where('id', '=', company_id)
    .executeTakeFirst()
  return LOCALES.find(locale => locale === company?.settings.locale) ?? 'tr'
}

/** What the person chose, else the company's. */
export const localeOfUser = async (trx: Trx, company_id: string, user_id: string): Promise<Locale> =>
  (await localesOfUsers(trx, company_id, [user_id]))(user_id)

/** The same for some people, in two statements. */
export const localesOfUsers = async (
  trx: Trx,
  company_id: string,
  user_ids: readonly string[],
): Promise<(user_id: string) => Locale> => {
  const rows = await trx
    .selectFrom('platform.user_setting')
    .select(['user_id', 'locale'])
    .where('user_id', 'in', user_ids)
    .execute()
  const chosen = new Map(rows.map(({ user_id, locale }) => [user_id, locale]))
  const ours = user_ids.every(user_id => chosen.get(user_id)) ? null : await localeOfCompany(trx, company_id)
  return user_id => chosen.get(user_id) ?? ours ?? 'tr'
}
