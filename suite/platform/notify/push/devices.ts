/** The browsers of a person that get push messages: each belongs to the session that subscribed, and ends with it. */
import type { AuthTables } from '#platform/identity'
import type { Trx } from '#platform/store'

export type Device = { id: string; user_id: string; session_id: string; agent: string; created_at: Date }
type Subscription = { endpoint: string; p256dh: string; auth: string }

/** Devices of one person; with one more the oldest goes. */
export const DEVICES_MAX = 20

/** The same endpoint keeps its id. It is one browser's, so it goes over to whoever signed in there last. */
export const keepDevice = async (trx: Trx, device: Subscription & Device): Promise<Device> => {
  const { id: _id, ...change } = device
  const kept = await trx
    .insertInto('platform.push_device')
    .values(device)
    .onConflict(conflict => conflict.column('endpoint').doUpdateSet(change))
    .returning(['id', 'user_id', 'session_id', 'agent', 'created_at'])
    .executeTakeFirstOrThrow()
  const newest = trx
    .selectFrom('platform.push_device')
    .select('id')
    .where('user_id', '=', device.user_id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(DEVICES_MAX)
  await trx
    .deleteFrom('platform.push_device')
    .where('user_id', '=', device.user_id)
    .where('id', 'not in', newest)
    .execute()
  return kept
}

/** Of one person, newest first. */
export const listDevices = (trx: Trx, user_id: string): Promise<Device[]> => listDevicesOf(trx, [user_id])

/** Of several people, newest first. */
export const listDevicesOf = (trx: Trx, user_ids: readonly string[]): Promise<Device[]> =>
  trx
    .selectFrom('platform.push_device')
    .select(['id', 'user_id', 'session_id', 'agent', 'created_at'])
    .where('user_id', 'in', user_ids)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** False when the person has no such device. */
export const removeDevice = async (trx: Trx, user_id: string, id: string): Promise<boolean> => {
  const { numDeletedRows } = await trx
    .deleteFrom('platform.push_device')
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Null when it was dropped. `live`: its session can still be used; one that merely ran out deletes no row of its own. */
export const findDevice = async (
  trx: Trx,
  id: string,
  now: Date,
): Promise<(Subscription & { email: string; live: boolean }) | null> => {
  const row = await trx
    .withTables<AuthTables>()
    .selectFrom('platform.push_device as device')
    .innerJoin('auth.user as user', 'user.id', 'device.user_id')
    .leftJoin('auth.session as session', 'session.id', 'device.session_id')
    .select(['device.endpoint', 'device.p256dh', 'device.auth', 'user.email', 'session.expiresAt'])
    .where('device.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { expiresAt, ...device } = row
  return { ...device, live: expiresAt !== null && expiresAt > now }
}

/** Only while it is what the caller saw: meanwhile the browser may have subscribed anew under the same id. */
export const dropDevice = async (trx: Trx, id: string, seen: Subscription): Promise<void> => {
  await trx
    .deleteFrom('platform.push_device')
    .where('id', '=', id)
    .where('endpoint', '=', seen.endpoint)
    .where('p256dh', '=', seen.p256dh)
    .execute()
}
