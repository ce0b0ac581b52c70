/** Handlers of operators: who runs the installation, and letting others do so, or no longer. */
import { addOperatorRoute, listOperatorsRoute, type Operator, removeOperatorRoute } from '#platform/contract'
import type { Identity } from '#platform/identity'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'
import { byOf } from './company.ts'
import type { PlatformWorld } from './world.ts'

const asOperator = <T>(ctx: Context, fn: (trx: Trx) => Promise<T>): Promise<T> =>
  ctx.services.store.asSystem('who runs the installation', fn)

type Row = Awaited<ReturnType<Identity['operators']['add']>>
const toJson = ({ created_at, ...row }: Row): Operator => ({ ...row, since: created_at.toISOString() })

export const operatorRoutes = ({ identity }: PlatformWorld): BoundRoute[] => [
  bind(listOperatorsRoute, async ctx => ({
    items: (await asOperator(ctx, trx => identity.operators.list(trx))).map(toJson),
  })),
  bind(addOperatorRoute, async (ctx, { body }) =>
    toJson(await asOperator(ctx, trx => identity.operators.add(trx, body.email, byOf(ctx)))),
  ),
  bind(removeOperatorRoute, (ctx, { params }) =>
    asOperator(ctx, trx => identity.operators.remove(trx, params.user_id, byOf(ctx))),
  ),
]
