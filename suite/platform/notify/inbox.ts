/** Notifications of a person: a row and an event in one transaction, a paged list, and what was read on one device read on all. */
import {
  fail,
  type Locale,
  type NewNotification,
  type Notification,
  type NotificationSetting,
  type NotificationWays,
  type Page,
} from '#platform/contract'
import { emit, emitAll, type Store, type Trx } from '#platform/store'
import { countUnread, countUnreadOf } from './count-unread.ts'
import { readInboxCursor, writeInboxCursor } from './inbox-cursor.ts'
import type { Notice } from './notice.ts'
import type { NotificationKinds } from './notification-kinds.ts'
import { changeSetting, listSettings, readWays } from './notification-settings.ts'

/** `kind` is declared by an application or the platform. `title` and `message` are in the reader's language. */
export type NotificationInput = Omit<Notice, 'notification_id'> & {
  /** For the reader's catalogue. */
  params: Record<string, unknown>
  /** Who caused it; null when the system did. */
  caused_by?: string | null
}

/** The ways out of the page: each queues, in the transaction it is given, what will reach the readers there. */
export type OutsideWays = Record<'push' | 'mail', (trx: Trx, notices: readonly Notice[]) => Promise<void>>

type InboxOptions = {
  store: Pick<Store, 'asSystem'>
  kinds: NotificationKinds
  ways: OutsideWays
  id: () => string
  now: () => Date
}

export type Inbox = {
  /**
   * Tells the person by the ways they chose: a row and `new_notification` to `user:{id}`, push messages, a mail. Without
   * the app it is kept as read, and nothing happens when no way is left. Works inside `inCompany` and `asSystem`.
   */
  notify(trx: Trx, notification: NotificationInput): Promise<void>
  /** The same for several people or several lines, in as many statements as for one. */
  notifyAll(trx: Trx, notifications: readonly NotificationInput[]): Promise<void>
  /** Newest first, over all companies of the user. `limit` 1–200, default 50. Throws `bad_request` on a foreign cursor. */
  list(user_id: string, query?: { limit?: number; cursor?: string; unread_only?: boolean }): Promise<Page<Notification>>
  /** Throws `not_found` for one of somebody else. */
  one(user_id: string, id: string): Promise<Notification>
  unread(user_id: string): Promise<number>
  /** `null`: all. Emits `notifications_read` to `user:{id}` when anything changed. Foreign ids change nothing. */
  markRead(user_id: string, ids: readonly string[] | null): Promise<{ unread: number }>
  /** Every kind and the ways the person is told of it; titles in `locale`. */
  settings(user_id: string, locale: Locale): Promise<NotificationSetting[]>
  /** Ways that are not named stay as they are. Throws `not_found` for a kind nobody declares. */
  choose(user_id: string, kind: string, ways: Partial<NotificationWays>, locale: Locale): Promise<NotificationSetting>
}

/** Beyond this a count says "at least", as every list of the suite. */
const TOTAL_CAP = 10_000

const SHOWN = ['id', 'company_id', 'level', 'title', 'message', 'link', 'read_at', 'created_at'] as const

const roomOfUser = (user_id: string): string => `user:${user_id}`

const toNotification = <Row extends { read_at: Date | null; created_at: Date }>(row: Row) => ({
  ...row,
  read_at: row.read_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
})

export const createInbox = ({ store, kinds, ways, id, now }: InboxOptions): Inbox => {
  const asReader = <T>(fn: (trx: Trx) => Promise<T>) => store.asSystem('a user reads their own notifications', fn)
  const notifyAll = async (trx: Trx, notifications: readonly NotificationInput[]): Promise<void> => {
    if (notifications.length === 0) return
    const waysOf = await readWays(trx, kinds, notifications)
    const told = notifications
      .map(({ caused_by = null, params, ...input }) => {
        const notice: Notice = { notification_id: id(), ...input }
        return { notice, params, caused_by, ways: waysOf(notice) }
      })
      .filter(({ ways: { in_app, push, mail } }) => in_app || push || mail)
    if (told.length === 0) return
    const by = (way: keyof NotificationWays) => told.filter(one => one.ways[way])
    const noticesBy = (way: keyof NotificationWays) => by(way).map(({ notice }) => notice)
    await keepNotices(trx, told, now())
    await announceNotices(trx, by('in_app'))
    await ways.push(trx, noticesBy('push'))
    await ways.mail(trx, noticesBy('mail'))
  }
  return {
    notify: (trx, notification) => notifyAll(trx, [notification]),
    notifyAll,
    one: (user_id, notification_id) =>
      asReader(async trx => {
        const row = await trx
          .selectFrom('platform.notification')
          .select(SHOWN)
          .where('user_id', '=', user_id)
          .where('id', '=', notification_id)
          .executeTakeFirst()
        if (!row) throw fail('not_found')
        return toNotification(row)
      }),
    list: (user_id, query = {}) => asReader(trx => listPage(trx, user_id, query)),
    unread: user_id => asReader(trx => countUnread(trx, user_id)),
    markRead: (user_id, ids) =>
      asReader(async trx => {
        let change = trx
          .updateTable('platform.notification')
          .set({ read_at: now() })
          .where('user_id', '=', user_id)
          .where('read_at', 'is', null)
        if (ids !== null) change = change.where('id', '=', eb => eb.fn.any(eb.val([...ids])))
        const changed = await change.returning('id').execute()
        const unread = await countUnread(trx, user_id)
        if (changed.length > 0) {
          const data = { ids: ids === null ? null : changed.map(row => row.id), unread }
          await emit(trx, { type: 'notifications_read', company_id: null, user_id, data, to: [roomOfUser(user_id)] })
        }
        return { unread }
      }),
    settings: (user_id, locale) => asReader(trx => listSettings(trx, kinds, user_id, locale)),
    choose: (user_id, kind, chosen, locale) =>
      asReader(trx => changeSetting(trx, kinds, { user_id, kind, ways: chosen, locale, now: now() })),
  }
}

type Told = { notice: Notice; params: Record<string, unknown>; caused_by: string | null; ways: NotificationWays }

/** Without the app it is kept as read. */
const keepNotices = async (trx: Trx, told: readonly Told[], at: Date): Promise<void> => {
  const rows = told.map(({ notice: { notification_id, ...notice }, params, ways }) => ({
    id: notification_id,
    ...notice,
    params: JSON.stringify(params),
    created_at: at,
    read_at: ways.in_app ? null : at,
  }))
  await trx.insertInto('platform.notification').values(rows).execute()
}

const announceNotices = async (trx: Trx, told: readonly Told[]): Promise<void> => {
  if (told.length === 0) return
  const unread = await countUnreadOf(trx, [...new Set(told.map(({ notice }) => notice.user_id))])
  const events = told.map(({ notice, caused_by }) => {
    const { notification_id, company_id, user_id, level, title, message, link } = notice
    const left = unread.get(user_id) ?? 0
    const data: NewNotification = { notification_id, company_id, level, title, message, link, unread: left }
    return { type: 'new_notification', company_id, user_id: caused_by, data, to: [roomOfUser(user_id)] }
  })
  await emitAll(trx, events)
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
    .select(SHOWN)
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
    items: items.map(toNotification),
    next_cursor: rows.length > limit && last ? writeInboxCursor(last) : null,
    // The list only ever grows at its top, where live events bring what is new; nobody pages upwards.
    prev_cursor: null,
    total: Math.min(total, TOTAL_CAP),
    total_is_exact: total <= TOTAL_CAP,
  }
}
