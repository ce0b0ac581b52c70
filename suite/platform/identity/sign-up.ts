/** Open sign-up: a mailed link makes an account with its first company. Whether it is open is for the routes to say. */
import type { Store } from '#platform/store'
import type { Companies, CompanyInput } from './companies.ts'
import type { IdentityOptions } from './identity-options.ts'
import type { MailLinks } from './mail-links.ts'
import { createUser, type NewUser } from './users.ts'

/** Throws `link_over`, `address_taken`, or `bad_request` on a weak password: then the link stays good. */
export type SignUp = (
  token: string,
  input: { user: Omit<NewUser, 'email'>; company: Omit<CompanyInput, 'owner_id'> },
  from: { ip: string; agent: string },
) => Promise<{ user_id: string; email: string; company_id: string }>

export const createSignUp =
  (
    options: Pick<IdentityOptions, 'id' | 'now' | 'audit'> & { store: Store; links: MailLinks; companies: Companies },
  ): SignUp =>
  (token, { user, company }, from) =>
    options.store.asSystem('somebody signs up', async trx => {
      const email = await options.links.use(trx, 'sign_up', token)
      const { user_id } = await createUser(trx, { ...user, email, company: company.title }, options)
      const by = { actor: user_id, ip: from.ip, agent: from.agent }
      await options.audit(trx, {
        ...by,
        company_id: null,
        action: 'user.signed_up',
        object: { type: 'user', id: user_id },
      })
      const { id: company_id } = await options.companies.create(trx, { ...company, owner_id: user_id }, by)
      return { user_id, email, company_id }
    })
