/** Routes of the comparison of two statements: for members, and for the guest of the letter. */
import { buffer } from 'node:stream/consumers'
import { type BoundRoute, bind, type Context } from '#platform/app'
import { type Comparison, type Line, routes } from '../contract/index.ts'
import { agreeToDifference } from '../services/comparison/agree-to-difference.ts'
import { decidePairs, pairLines } from '../services/comparison/decide-pairs.ts'
import { explainLine } from '../services/comparison/explain-line.ts'
import { guestParty } from '../services/comparison/guest-party.ts'
import { listLoneLines, listPairs } from '../services/comparison/list-lines.ts'
import type { Party } from '../services/comparison/open-comparison.ts'
import { matchAgain } from '../services/comparison/queue-matching.ts'
import { readComparison } from '../services/comparison/read-comparison.ts'
import { uploadStatement } from '../services/comparison/upload-statement.ts'
import { connectGuest } from '../services/portal/portal-connection.ts'
import { actorOf, grantOf, revOf } from './actor-of.ts'

const memberParty = (ctx: Context, letter_id: string): Party => ({
  actor: actorOf(ctx),
  letter_id,
  side: 'ours',
  link_id: null,
  detail: {},
})
const guestOf = (ctx: Context, token: string): Promise<Party> => guestParty(ctx.services, token, grantOf(ctx))
const mayWrite = (ctx: Context): boolean => ctx.company === null || ctx.company.role !== 'viewer'

/** What there is after a change, as its party sees it. */
export const shown = async (ctx: Context, party: Party): Promise<Comparison> => {
  const comparison = await readComparison(ctx.services, party, ctx.locale, mayWrite(ctx))
  ctx.etag(comparison.rev)
  return comparison
}

const after = async (ctx: Context, party: Party, change: Promise<unknown>): Promise<Comparison> => {
  await change
  return shown(ctx, party)
}

/** Throws `stale`, with the line as it is now. */
export const seenBy =
  (ctx: Context) =>
  (line: Line): void =>
    ctx.ifMatch(line.version, line)

export const comparisonRoutes: BoundRoute[] = [
  bind(routes.comparison, (ctx, { params }) => shown(ctx, memberParty(ctx, params.id))),
  bind(routes.listPairs, (ctx, { params, query }) => listPairs(ctx.services, memberParty(ctx, params.id), query)),
  bind(routes.listLoneLines, (ctx, { params, query }) =>
    listLoneLines(ctx.services, memberParty(ctx, params.id), query),
  ),
  bind(routes.uploadStatement, async (ctx, { params }) => {
    const upload = await ctx.upload()
    const file = { name: upload.name, type: upload.type, bytes: await buffer(upload.stream) }
    return uploadStatement(ctx.services, actorOf(ctx), params.id, params.side, file, ctx.locale)
  }),
  bind(routes.matchStatements, (ctx, { params }) => {
    const party = memberParty(ctx, params.id)
    return after(ctx, party, matchAgain(ctx.services, party))
  }),
  bind(routes.decidePairs, (ctx, { params, body }) => {
    const party = memberParty(ctx, params.id)
    return after(ctx, party, decidePairs(ctx.services, party, body))
  }),
  bind(routes.pairLines, (ctx, { params, body }) => {
    const party = memberParty(ctx, params.id)
    return after(ctx, party, pairLines(ctx.services, party, body))
  }),
  bind(routes.explainLine, (ctx, { params, body }) => {
    const party = memberParty(ctx, params.id)
    return after(ctx, party, explainLine(ctx.services, party, params.line, body, seenBy(ctx)))
  }),
  bind(routes.agreeToDifference, (ctx, { params, body }) => {
    const party = memberParty(ctx, params.id)
    return after(ctx, party, agreeToDifference(ctx.services, party, body, revOf(ctx)))
  }),
  bind(routes.portalComparison, async (ctx, { params }) => shown(ctx, await guestOf(ctx, params.token))),
  bind(routes.portalPairs, async (ctx, { params, query }) =>
    listPairs(ctx.services, await guestOf(ctx, params.token), query),
  ),
  bind(routes.portalLoneLines, async (ctx, { params, query }) =>
    listLoneLines(ctx.services, await guestOf(ctx, params.token), query),
  ),
  bind(routes.portalDecidePairs, async (ctx, { params, body }) => {
    const party = await guestOf(ctx, params.token)
    return after(ctx, party, decidePairs(ctx.services, party, body))
  }),
  bind(routes.portalPairLines, async (ctx, { params, body }) => {
    const party = await guestOf(ctx, params.token)
    return after(ctx, party, pairLines(ctx.services, party, body))
  }),
  bind(routes.portalExplainLine, async (ctx, { params, body }) => {
    const party = await guestOf(ctx, params.token)
    return after(ctx, party, explainLine(ctx.services, party, params.line, body, seenBy(ctx)))
  }),
  bind(routes.portalAgree, async (ctx, { params, body }) => {
    const party = await guestOf(ctx, params.token)
    return after(ctx, party, agreeToDifference(ctx.services, party, body, revOf(ctx)))
  }),
  bind(routes.portalConnection, (ctx, { params }) => connectGuest(ctx.services, params.token, grantOf(ctx))),
]
