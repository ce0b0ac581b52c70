/** What accounts leave behind, which belongs to no company: ended sessions, counted tries, old sign-ins, mails, answered requests. */
import type { AuthTables } from '#platform/identity'
import type { Trx } from '#platform/store'

const DAY_MS = 86_400_000
/** Addresses of visitors are kept for 90 days. */
const SIGN_IN_DAYS = 90
/** As long as a company keeps its log of mails. */
const MAIL_DAYS = 730

/** Needs `asSystem`. Returns how many rows went. */
export const trimAccounts = async (trx: Trx, now: Date): Promise<number> => {
  const auth = trx.withTables<AuthTables>()
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const results = [
    ...(await auth.deleteFrom('auth.session').where('expiresAt', '<', now).execute()),
    ...(await auth.deleteFrom('auth.sign_in_try').where('window_ends', '<', now).execute()),
    ...(await auth.deleteFrom('auth.sign_in_record').where('at', '<', ago(SIGN_IN_DAYS)).execute()),
    ...(await trx
      .deleteFrom('platform.mail')
      .where('company_id', 'is', null)
      .where('created_at', '<', ago(MAIL_DAYS))
      .execute()),
    ...(await trx.deleteFrom('platform.idempotency_key').where('created_at', '<', ago(1)).execute()),
  ]
  return results.reduce((sum, result) => sum + Number(result.numDeletedRows), 0)
}
