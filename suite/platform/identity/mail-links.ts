/** Links that prove an address: for choosing another password, or for making an account. Half an hour, one use. */
import type { Trx } from '#platform/store'
import { refuse } from './failures.ts'
import type { IdentityOptions } from './identity-options.ts'
import { hashLinkToken, newLinkToken } from './secret-link.ts'
import type { AuthTables } from './tables.ts'

const MINUTES_VALID = 30

export type MailLinkPurpose = 'reset' | 'sign_up'

export type MailLinks = {
  /** Returns the token, which only the mail may hold. Takes the place of an earlier link of the same purpose. */
  create(trx: Trx, purpose: MailLinkPurpose, email: string): Promise<string>
  /** Uses it up and returns the address; a rollback makes it good again. Throws `link_over`; of two at once one gets it. */
  use(trx: Trx, purpose: MailLinkPurpose, token: string): Promise<string>
}

export const createMailLinks = ({ now }: Pick<IdentityOptions, 'now'>): MailLinks => ({
  async create(trx, purpose, email) {
    const token = newLinkToken()
    const expires_at = new Date(now().getTime() + MINUTES_VALID * 60_000)
    const table = trx.withTables<AuthTables>()
    await table.deleteFrom('auth.mail_link').where('expires_at', '<', now()).execute()
    const link = { token_hash: hashLinkToken(token), expires_at }
    await table
      .insertInto('auth.mail_link')
      .values({ purpose, email, ...link })
      .onConflict(conflict => conflict.columns(['purpose', 'email']).doUpdateSet(link))
      .execute()
    return token
  },
  async use(trx, purpose, token) {
    const used = await trx
      .withTables<AuthTables>()
      .deleteFrom('auth.mail_link')
      .where('token_hash', '=', hashLinkToken(token))
      .where('purpose', '=', purpose)
      .where('expires_at', '>', now())
      .returning('email')
      .executeTakeFirst()
    if (!used) throw refuse('link_over')
    return used.email
  },
})
