/** Notifications of a person: a row and an event in one transaction, a paged list, and what was read on one device read on all. */
import type { NewNotification, Notification, Page } from '#platform/contract'
import { emit, type Store, type Trx } from '#platform/store'
import { countUnread } from './count-unread.ts'
import { readInboxCursor, writeInboxCursor } from './inbox-cursor.ts'

export type NotificationInput = {
  company_id: string
  /** Who is told. */
  user_id: string
  level: Notification['level']
  /** What it is about, for the reader's catalogue: `mutabakat_approved`. */
  kind: string
  params: Record<string, unknown>
  /** Path inside the shell: `/c/ege-tekstil/mutabakat/0190…`. */
  link: string | null
  /** In the reader's language, for push, screen readers and clients without the catalogue. */
  title: string
  message: string
  /** Who caused it; null when the system did. */
  caused_by?: string | null
}

export type Inbox = {
  /** Adds the row and emits `new_notification` to `user:{id}`. Works inside `inCompany` and `asSystem`. */
  notify(trx: Trx, notification: NotificationInput): Promise<{ notification_id: string; unread: number }>
  /** Newest first, over all companies of the user. `limit` 1–200, default 50. Throws `bad_request` on a foreign cursor. */
  list(user_id: string, query?: { limit?: number; cursor?: string; unread_only?: boolean }): Promise<Page<Notification>>
  unread(user_id: string): Promise<number>
  /** `null`: all. Emits `notifications_read` to `user:{id}` when anything changed. Foreign ids change nothing. */
  markRead(user_id: string, ids: readonly string[] | null): Promise<{ unread: number }>
}

/** Beyond this a count says "at least", as every list of the suite. */
const TOTAL_CAP = 10_000

const roomOfUser = (user_id: string): string => `user:${user_id}`

export const createInbox = (options: { store: Pick<Store, 'asSystem'>; id: () => string; now: () => Date }): Inbox => {
  const asReader = <T>(fn: (trx: Trx) => Promise<T>) =>
    options.store.asSystem('a user reads their own notifications', fn)
  return {
    async notify(trx, input) {
      const notification_id = options.id()
      const { company_id, user_id, level, kind, link, title, message } = input
      const created_at = options.now()
      await trx
        .insertInto('platform.notification')
        .values({
          id: notification_id,
          company_id,
          user_id,
          level,
          kind,
          link,
          title,
          message,
          created_at,
          params: JSON.stringify(input.params),
        })
        .execute()
      const unread = await countUnread(trx, user_id)
      const data: NewNotification = { notification_id, company_id, level, title, message, link, unread }
      await emit(trx, {
        type: 'new_notification',
        company_id,
        user_id: input.caused_by ?? null,
        data,
        to: [roomOfUser(user_id)],
      })
      return { notification_id, unread }
    },
    list: (user_id, query = {}) => asReader(trx => listPage(trx, user_id, query)),
    unread: user_id => asReader(trx => countUnread(trx, user_id)),
    markRead: (user_id, ids) =>
      asReader(async trx => {
        let change = trx
          .updateTable('platform.notification')
          .set({ read_at: options.now() })
          .where('user_id', '=', user_id)
          .where('read_at', 'is', null)
        if (ids !== null) change = change.where('id', 'in', ids.length > 0 ? [...ids] : [null as never])
        const changed = await change.returning('id').execute()
        const unread = await countUnread(trx, user_id)
        if (changed.length > 0) {
          const data = { ids: ids === null ? null : changed.map(row => row.id), unread }
          await emit(trx, { type: 'notifications_read', company_id: null, user_id, data, to: [roomOfUser(user_id)] })
        }
        return { unread }
      }),
  }
}

const listPage = async (
  trx: Trx,
  user_id: string,
  query: { limit?: number; cursor?: string; unread_only?: boolean },
): Promise<Page<Notification>> => {
  const limit = Math.min(200, Math.max(1, Math.trunc(query.limit ?? 50)))
  const mine = () => {
    const rows = trx.selectFrom('platform.notification').where('user_id', '=', user_id)
    return query.unread_only ? rows.where('read_at', 'is', null) : rows
  }
  let page = mine()
  if (query.cursor !== undefined) {
    const { created_at, id } = readInboxCursor(query.cursor)
    page = page.where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '<', tuple(created_at, id)))
  }
  const rows = await page
    .select(['id', 'company_id', 'level', 'title', 'message', 'link', 'read_at', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const counted = await trx
    .selectFrom(
      mine()
        .select('id')
        .limit(TOTAL_CAP + 1)
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  const total = Number(counted.count)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(row => ({
      ...row,
      read_at: row.read_at?.toISOString() ?? null,
      created_at: row.created_at.toISOString(),
    })),
    next_cursor: rows.length > limit && last ? writeInboxCursor(last) : null,
    // The list only ever grows at its top, where live events bring what is new; nobody pages upwards.
    prev_cursor: null,
    total: Math.min(total, TOTAL_CAP),
    total_is_exact: total <= TOTAL_CAP,
  }
}
