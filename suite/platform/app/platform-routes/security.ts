/** Handlers of a person's own security: the code at sign-in, the second factor, and the history of sign-ins. */
import {
  beginSecondFactorRoute,
  confirmSecondFactorRoute,
  disableSecondFactorRoute,
  enterCodeRoute,
  listSignInsRoute,
  readSecondFactorRoute,
  renewBackupCodesRoute,
} from '#platform/contract'
import { type BoundRoute, bind } from '../application.ts'
import { fromOfContext, sessionOf, signInAnswer } from './account.ts'
import type { PlatformWorld } from './world.ts'

export const securityRoutes = ({ identity }: PlatformWorld): BoundRoute[] => [
  bind(enterCodeRoute, async (ctx, { body }) =>
    signInAnswer(ctx, await identity.enterCode(body.code, fromOfContext(ctx))),
  ),
  bind(readSecondFactorRoute, async ctx => {
    const { since, ...state } = await identity.secondFactor.read(ctx.user!.id)
    return { ...state, since: since?.toISOString() ?? null }
  }),
  bind(beginSecondFactorRoute, async (ctx, { body }) =>
    identity.secondFactor.begin(await sessionOf(identity, ctx), body.password),
  ),
  bind(confirmSecondFactorRoute, async (ctx, { body }) => {
    const session = await sessionOf(identity, ctx)
    const { backup_codes, setCookies } = await identity.secondFactor.confirm(session, body.code, fromOfContext(ctx))
    ctx.setHeader('set-cookie', setCookies)
    return { backup_codes }
  }),
  bind(renewBackupCodesRoute, async (ctx, { body }) => {
    const session = await sessionOf(identity, ctx)
    return { backup_codes: await identity.secondFactor.renewBackupCodes(session, body, fromOfContext(ctx)) }
  }),
  bind(disableSecondFactorRoute, async (ctx, { body }) => {
    const session = await sessionOf(identity, ctx)
    const { setCookies } = await identity.secondFactor.disable(session, body, fromOfContext(ctx))
    ctx.setHeader('set-cookie', setCookies)
  }),
  bind(listSignInsRoute, async (ctx, { query }) => {
    const { store, secrets } = ctx.services
    const page = await store.asSystem("a person's sign-ins", trx =>
      identity.listSignIns(trx, ctx.user!.id, {
        limit: query.limit,
        cursor: query.cursor,
        secret: secrets.key('cursor'),
      }),
    )
    return { ...page, items: page.items.map(row => ({ ...row, at: row.at.toISOString() })) }
  }),
]
