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
export const localeOfUser = async (trx: Trx, company_id: string, user_id: string): Promise<Locale> => {
  const setting = await trx
    .selectFrom('platform.user_setting')
    .select('locale')
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return setting?.locale ?? (await localeOfCompany(trx, company_id))
}
