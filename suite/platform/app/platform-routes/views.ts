/** Handlers of saved views of lists. */
import {
  changeViewRoute,
  chooseDefaultViewRoute,
  createViewRoute,
  listViewsRoute,
  removeViewRoute,
  type View,
} from '#platform/contract'
import type { Trx } from '#platform/store'
import {
  changeView,
  chooseDefault,
  createView,
  listViews,
  removeView,
  type ViewReader,
  viewToChange,
} from '#platform/views'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'

const asReader = <T>(ctx: Context, fn: (trx: Trx, reader: ViewReader) => Promise<T>): Promise<T> => {
  const { id: company_id, role } = ctx.company!
  return ctx.services.store.inCompany(company_id, trx => fn(trx, { company_id, role, user_id: ctx.user!.id }))
}

const shown = ({ name, list, query }: View) => ({ name, list, query })

/** A person's own views are no affair of the company: only what is or was shared leaves a trace. */
const record = async (ctx: Context, trx: Trx, id: string, old: View | null, now: View | null): Promise<void> => {
  const was = old?.shared ?? false
  const is = now?.shared ?? false
  if (!was && !is) return
  const deed = !was ? 'shared' : is ? 'changed' : now ? 'unshared' : 'removed'
  await ctx.audit(trx, {
    action: `view.${deed}`,
    object: { type: 'view', id },
    ...(old && was && { old: shown(old) }),
    ...(now && is && { new: shown(now) }),
  })
}

export const viewRoutes: BoundRoute[] = [
  bind(listViewsRoute, (ctx, { query }) =>
    asReader(ctx, async (trx, reader) => ({ items: await listViews(trx, reader, query.list) })),
  ),
  bind(createViewRoute, (ctx, { body }) =>
    asReader(ctx, async (trx, reader) => {
      const { id, now } = ctx.services
      const view = await createView(trx, reader, { ...body, id: id(), now: now() })
      await record(ctx, trx, view.id, null, view)
      await ctx.idempotency(trx, view)
      ctx.etag(view.rev)
      return view
    }),
  ),
  bind(changeViewRoute, (ctx, { params, body }) =>
    asReader(ctx, async (trx, reader) => {
      const before = await viewToChange(trx, reader, params.id)
      ctx.ifMatch(before.rev, before)
      const after = await changeView(trx, reader, before, { ...body, now: ctx.services.now() })
      await record(ctx, trx, before.id, before, after)
      ctx.etag(after.rev)
      return after
    }),
  ),
  bind(removeViewRoute, (ctx, { params }) =>
    asReader(ctx, async (trx, reader) => {
      const view = await viewToChange(trx, reader, params.id)
      ctx.ifMatch(view.rev, view)
      await removeView(trx, reader, view)
      await record(ctx, trx, view.id, view, null)
    }),
  ),
  bind(chooseDefaultViewRoute, (ctx, { body }) => asReader(ctx, (trx, reader) => chooseDefault(trx, reader, body))),
]
