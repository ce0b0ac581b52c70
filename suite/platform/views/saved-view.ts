/** A saved view as its reader sees it: whose it is, whether it may be changed, and whether the list opens with it. */
import { type Role, VIEW_LEADERS, type View } from '#platform/contract'
import type { AuthTables } from '#platform/identity'
import type { Trx } from '#platform/store'

/** Who asks, in the company of the transaction. */
export type ViewReader = { company_id: string; user_id: string; role: Role }

export const mayShare = ({ role }: Pick<ViewReader, 'role'>): boolean => VIEW_LEADERS.includes(role)

/** What the reader sees: their own, and what is shared. */
export const seenBy = (trx: Trx, reader: ViewReader) =>
  trx
    .withTables<AuthTables>()
    .selectFrom('platform.saved_view as v')
    .leftJoin('auth.user as u', 'u.id', 'v.user_id')
    .leftJoin('platform.default_view as d', join =>
      join
        .onRef('d.view_id', '=', 'v.id')
        .on('d.company_id', '=', reader.company_id)
        .on('d.user_id', '=', reader.user_id),
    )
    .select(['v.id', 'v.user_id', 'v.list', 'v.name', 'v.query', 'v.shared', 'v.rev', 'v.updated_at', 'u.name as by'])
    .select(eb => eb('d.view_id', 'is not', null).$castTo<boolean>().as('is_default'))
    .where('v.company_id', '=', reader.company_id)
    .where(eb => eb.or([eb('v.user_id', '=', reader.user_id), eb('v.shared', '=', true)]))

type Row = Awaited<ReturnType<ReturnType<typeof seenBy>['executeTakeFirstOrThrow']>>

export const toView = (row: Row, reader: ViewReader): View => {
  const { user_id, updated_at, ...view } = row
  const mine = user_id === reader.user_id
  return { ...view, mine, can: canDo({ mine, shared: view.shared }, reader), updated_at: updated_at.toISOString() }
}

/** Who shared a view and leads no more takes it back or deletes it; what everybody sees is changed by leaders. */
const canDo = ({ mine, shared }: { mine: boolean; shared: boolean }, reader: ViewReader): View['can'] => {
  const leads = mayShare(reader)
  return {
    change: shared ? leads : mine,
    share: shared ? mine || leads : mine && leads,
    remove: mine || (shared && leads),
  }
}

/** Null where the reader sees no such view. */
export const findView = async (trx: Trx, reader: ViewReader, id: string): Promise<View | null> => {
  const row = await seenBy(trx, reader).where('v.id', '=', id).executeTakeFirst()
  return row ? toView(row, reader) : null
}
