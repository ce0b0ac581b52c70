/** By which ways a person is told of each kind: what they chose, else what the kind declares. */
import { fail, type Locale, type NotificationSetting, type NotificationWays } from '#platform/contract'
import type { Trx } from '#platform/store'
import type { DeclaredKind, NotificationKinds } from './notification-kinds.ts'

/** Resolves to the ways of each that is wanted, at least one. A kind nobody declared is a fault of the caller: TypeError. */
export const readWays = async (
  trx: Trx,
  kinds: NotificationKinds,
  wanted: readonly { user_id: string; kind: string }[],
): Promise<(of: { user_id: string; kind: string }) => NotificationWays> => {
  const names = [...new Set(wanted.map(({ kind }) => kind))]
  for (const kind of names)
    if (!kinds.has(kind)) throw new TypeError(`no application declares the notification ${kind}`)
  const rows = await trx
    .selectFrom('platform.notification_setting')
    .select(['user_id', 'kind', 'in_app', 'push', 'mail'])
    .where('user_id', 'in', [...new Set(wanted.map(({ user_id }) => user_id))])
    .where('kind', 'in', names)
    .execute()
  const chosen = new Map(rows.map(({ user_id, kind, ...ways }) => [`${user_id} ${kind}`, ways]))
  return ({ user_id, kind }) => chosen.get(`${user_id} ${kind}`) ?? kinds.get(kind)!.ways
}

/** In the order of declaration, titles in `locale`. */
export const listSettings = async (
  trx: Trx,
  kinds: NotificationKinds,
  user_id: string,
  locale: Locale,
): Promise<NotificationSetting[]> => {
  const rows = await trx
    .selectFrom('platform.notification_setting')
    .select(['kind', 'in_app', 'push', 'mail'])
    .where('user_id', '=', user_id)
    .execute()
  const chosen = new Map(rows.map(({ kind, ...ways }) => [kind, ways]))
  return [...kinds.values()].map(kind => settingOf(kind, chosen.get(kind.kind) ?? kind.ways, locale))
}

/** Ways that are not named stay as they are. Throws `not_found` for a kind nobody declares. */
export const changeSetting = async (
  trx: Trx,
  kinds: NotificationKinds,
  change: { user_id: string; kind: string; ways: Partial<NotificationWays>; locale: Locale; now: Date },
): Promise<NotificationSetting> => {
  const { user_id, kind, locale, now } = change
  const declared = kinds.get(kind)
  if (!declared) throw fail('not_found')
  const ways = { ...declared.ways, ...change.ways }
  const row = await trx
    .insertInto('platform.notification_setting')
    .values({ user_id, kind, ...ways, updated_at: now })
    // Two switches flipped at once each keep what the other one set.
    .onConflict(conflict => conflict.columns(['user_id', 'kind']).doUpdateSet({ ...change.ways, updated_at: now }))
    .returning(['in_app', 'push', 'mail'])
    .executeTakeFirstOrThrow()
  return settingOf(declared, row, locale)
}

const settingOf = (kind: DeclaredKind, ways: NotificationWays, locale: Locale): NotificationSetting => ({
  kind: kind.kind,
  title: kind.title[locale],
  application: kind.application,
  in_app: ways.in_app,
  push: ways.push,
  mail: ways.mail,
  defaults: kind.ways,
})
