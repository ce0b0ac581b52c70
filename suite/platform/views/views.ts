/** Saving, changing, sharing and choosing views; every change tells the screens it concerns in its own transaction. */
import { sql } from 'kysely'
import { fail, VIEWS_A_LIST, type View, type ViewQuery } from '#platform/contract'
import { emit, type Trx } from '#platform/store'
import { failView } from './failures.ts'
import { findView, mayShare, seenBy, toView, type ViewReader } from './saved-view.ts'

/** People times views has no end; a menu has one. */
const SHOWN = 500

export const listViews = async (trx: Trx, reader: ViewReader, list: string): Promise<View[]> => {
  const rows = await seenBy(trx, reader)
    .where('v.list', '=', list)
    .orderBy(sql`v.user_id = ${reader.user_id}`, 'desc')
    .orderBy('v.name')
    .orderBy('v.id')
    .limit(SHOWN)
    .execute()
  return rows.map(row => toView(row, reader))
}

/** Throws `forbidden`, `view_name_taken` or `too_many_views`. */
export const createView = async (
  trx: Trx,
  reader: ViewReader,
  view: { id: string; list: string; name: string; query: ViewQuery; shared: boolean; now: Date },
): Promise<View> => {
  const { id, list, name, query, shared, now } = view
  if (shared && !mayShare(reader)) throw fail('forbidden')
  const { company_id, user_id } = reader
  // Two saved at once would both count 49.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`views:${company_id}:${user_id}:${list}`}, 0))`.execute(trx)
  const mine = await trx
    .selectFrom('platform.saved_view')
    .select('name')
    .where('company_id', '=', company_id)
    .where('user_id', '=', user_id)
    .where('list', '=', list)
    .execute()
  if (mine.some(other => other.name === name)) throw nameTaken()
  if (mine.length >= VIEWS_A_LIST) throw failView('too_many_views', { params: { max: VIEWS_A_LIST } })
  await trx
    .insertInto('platform.saved_view')
    .values({
      id,
      company_id,
      user_id,
      list,
      name,
      query: JSON.stringify(query),
      shared,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await tell(trx, reader, { list, owner: user_id, everybody: shared })
  return (await findView(trx, reader, id))!
}

/** The view before any change, its row locked until the transaction ends. Throws `not_found`. */
export const viewToChange = async (trx: Trx, reader: ViewReader, id: string): Promise<View> => {
  await trx
    .selectFrom('platform.saved_view')
    .select('id')
    .where('company_id', '=', reader.company_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const view = await findView(trx, reader, id)
  if (!view) throw fail('not_found')
  return view
}

/** `before` is what `viewToChange` gave. Throws `forbidden` by its `can`, or `view_name_taken`. */
export const changeView = async (
  trx: Trx,
  reader: ViewReader,
  before: View,
  change: { name?: string | undefined; query?: ViewQuery | undefined; shared?: boolean | undefined; now: Date },
): Promise<View> => {
  const { name = before.name, query = before.query, shared = before.shared, now } = change
  const isOther = name !== before.name || query !== before.query
  if ((isOther && !before.can.change) || (shared !== before.shared && !before.can.share)) throw fail('forbidden')
  const owner = await trx
    .updateTable('platform.saved_view')
    .set({ name, query: JSON.stringify(query), shared, rev: sql`rev + 1`, updated_at: now })
    .where('company_id', '=', reader.company_id)
    .where('id', '=', before.id)
    .returning('user_id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      throw isNameClash(error) ? nameTaken() : error
    })
  // Whoever opened their list with it no longer sees it.
  if (before.shared && !shared)
    await trx
      .deleteFrom('platform.default_view')
      .where('company_id', '=', reader.company_id)
      .where('view_id', '=', before.id)
      .where('user_id', '!=', owner.user_id)
      .execute()
  await tell(trx, reader, { list: before.list, owner: owner.user_id, everybody: before.shared || shared })
  const nothing = { change: false, share: false, remove: false }
  // Somebody else's view that is no longer shared is out of the reader's sight.
  return (
    (await findView(trx, reader, before.id)) ?? { ...before, name, query, shared, rev: before.rev + 1, can: nothing }
  )
}

/** `view` is what `viewToChange` gave. Throws `forbidden` by its `can`. */
export const removeView = async (trx: Trx, reader: ViewReader, view: View): Promise<void> => {
  if (!view.can.remove) throw fail('forbidden')
  const owner = await trx
    .deleteFrom('platform.saved_view')
    .where('company_id', '=', reader.company_id)
    .where('id', '=', view.id)
    .returning('user_id')
    .executeTakeFirstOrThrow()
  await tell(trx, reader, { list: view.list, owner: owner.user_id, everybody: view.shared })
}

/** Throws `not_found` for a view that the reader does not see, or of another list. */
export const chooseDefault = async (
  trx: Trx,
  reader: ViewReader,
  choice: { list: string; view_id: string | null },
): Promise<void> => {
  const { company_id, user_id } = reader
  const { list, view_id } = choice
  if (view_id === null)
    await trx
      .deleteFrom('platform.default_view')
      .where('company_id', '=', company_id)
      .where('user_id', '=', user_id)
      .where('list', '=', list)
      .execute()
  else {
    // Locked, so that it is not taken out of sight meanwhile.
    const seen = await trx
      .selectFrom('platform.saved_view')
      .select('list')
      .where('company_id', '=', company_id)
      .where('id', '=', view_id)
      .where(eb => eb.or([eb('user_id', '=', user_id), eb('shared', '=', true)]))
      .forShare()
      .executeTakeFirst()
    if (seen?.list !== list) throw fail('not_found')
    await trx
      .insertInto('platform.default_view')
      .values({ company_id, user_id, list, view_id })
      .onConflict(conflict => conflict.columns(['company_id', 'user_id', 'list']).doUpdateSet({ view_id }))
      .execute()
  }
  await tell(trx, reader, { list, owner: user_id, everybody: false })
}

const tell = (
  trx: Trx,
  reader: ViewReader,
  about: { list: string; owner: string; everybody: boolean },
): Promise<void> => {
  const { company_id, user_id } = reader
  const rooms = [`user:${about.owner}`, ...(about.everybody ? [`company:${company_id}`] : [])]
  return emit(trx, { type: 'views_changed', company_id, user_id, data: { company_id, list: about.list }, to: rooms })
}

const nameTaken = () => failView('view_name_taken', { fields: [{ path: 'name', code: 'view_name_taken' }] })

const isNameClash = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  (error as { code?: unknown }).code === '23505' &&
  (error as { constraint?: unknown }).constraint === 'saved_view_name'
