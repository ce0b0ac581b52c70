/** Handlers of the first start: is there an owner yet, and making the first one with the printed link. */
import { readSetupRoute, setUpRoute } from '#platform/contract'
import { type BoundRoute, bind } from '../application.ts'
import { fromOfContext } from './account.ts'
import type { PlatformWorld } from './world.ts'

export const setupRoutes = ({ identity }: PlatformWorld): BoundRoute[] => [
  bind(readSetupRoute, async () => ({ open: await identity.setup.open() })),
  bind(setUpRoute, async (ctx, { body }) => {
    const { token, name, email, password, company } = body
    const locale = body.locale ?? ctx.locale
    const from = fromOfContext(ctx)
    const made = await identity.setup.run(token, { user: { name, email, password, locale }, company }, from)
    const signedIn = await identity.signIn({ email, password, remember: true }, from)
    ctx.setHeader('set-cookie', signedIn.setCookies)
    const membership = await identity.membership(made.user_id, made.company_id)
    return { user: { ...signedIn.user, locale }, company: membership! }
  }),
]
