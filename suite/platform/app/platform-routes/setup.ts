/** Handlers of first accounts: the owner's, with the printed link, and where sign-up is open, anybody's with a mailed one. */
import { fail, readSetupRoute, setUpRoute, signUpRoute } from '#platform/contract'
import { type BoundRoute, bind } from '../application.ts'
import { fromOfContext, personOf } from './account.ts'
import type { PlatformWorld } from './world.ts'

export const setupRoutes = ({ identity, config }: PlatformWorld): BoundRoute[] => [
  bind(readSetupRoute, async () => ({ open: await identity.setup.open() })),
  bind(setUpRoute, async (ctx, { body }) => {
    const { token, name, email, password, company } = body
    const locale = body.locale ?? ctx.locale
    const from = fromOfContext(ctx)
    const made = await identity.setup.run(token, { user: { name, email, password, locale }, company }, from)
    const signedIn = await identity.signInNew(made.user_id, from)
    ctx.setHeader('set-cookie', signedIn.setCookies)
    const membership = await identity.membership(made.user_id, made.company_id)
    return { user: personOf({ user: signedIn.user, locale }), company: membership! }
  }),
  bind(signUpRoute, async (ctx, { body }) => {
    if (config.signUp !== 'open') throw fail('not_found')
    const { token, name, password, company } = body
    const locale = body.locale ?? ctx.locale
    const from = fromOfContext(ctx)
    const made = await identity.signUp(token, { user: { name, password, locale }, company }, from)
    const signedIn = await identity.signInNew(made.user_id, from)
    ctx.setHeader('set-cookie', signedIn.setCookies)
    const membership = await identity.membership(made.user_id, made.company_id)
    return { user: personOf({ user: signedIn.user, locale }), company: membership! }
  }),
]
