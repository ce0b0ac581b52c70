/** Routes of the comparison of a letter that came in: for members of the linked company. */
import { type BoundRoute, bind, type Context } from '#platform/app'
import { routes } from '../contract/index.ts'
import { decidePairs, pairLines } from '../services/comparison/decide-pairs.ts'
import { explainLine } from '../services/comparison/explain-line.ts'
import { listLoneLines, listPairs } from '../services/comparison/list-lines.ts'
import { agreeInside } from '../services/mirror/agree-inside.ts'
import { giveOwnStatement, giveStatement } from '../services/mirror/give-statement.ts'
import { type IncomingParty, incomingParty } from '../services/mirror/incoming-party.ts'
import { actorOf, revOf } from './actor-of.ts'
import { seenBy, shown } from './comparison.ts'

const partyOf = (ctx: Context, id: string): Promise<IncomingParty> => incomingParty(ctx.services, actorOf(ctx), id)

export const incomingComparisonRoutes: BoundRoute[] = [
  bind(routes.incomingComparison, async (ctx, { params }) => shown(ctx, await partyOf(ctx, params.id))),
  bind(routes.incomingPairs, async (ctx, { params, query }) =>
    listPairs(ctx.services, await partyOf(ctx, params.id), query),
  ),
  bind(routes.incomingLoneLines, async (ctx, { params, query }) =>
    listLoneLines(ctx.services, await partyOf(ctx, params.id), query),
  ),
  bind(routes.giveStatement, (ctx, { params }) =>
    giveStatement(ctx.services, actorOf(ctx), params.id, () => ctx.upload(), ctx.locale),
  ),
  bind(routes.giveOwnStatement, (ctx, { params }) =>
    giveOwnStatement(ctx.services, actorOf(ctx), params.id, ctx.locale),
  ),
  bind(routes.incomingDecidePairs, async (ctx, { params, body }) => {
    const party = await partyOf(ctx, params.id)
    await decidePairs(ctx.services, party, body)
    return shown(ctx, party)
  }),
  bind(routes.incomingPairLines, async (ctx, { params, body }) => {
    const party = await partyOf(ctx, params.id)
    await pairLines(ctx.services, party, body)
    return shown(ctx, party)
  }),
  bind(routes.incomingExplainLine, async (ctx, { params, body }) => {
    const party = await partyOf(ctx, params.id)
    await explainLine(ctx.services, party, params.line, body, seenBy(ctx))
    return shown(ctx, party)
  }),
  bind(routes.incomingAgree, async (ctx, { params, body }) => {
    const party = await partyOf(ctx, params.id)
    await agreeInside(ctx.services, actorOf(ctx), party, body, revOf(ctx))
    return shown(ctx, party)
  }),
]
