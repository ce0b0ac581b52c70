/** Handlers of what reaches people outside the page: settings of notifications, and the devices that get push messages. */
import {
  changeNotificationSettingRoute,
  fail,
  listNotificationSettingsRoute,
  type PushDevice,
  readNotificationRoute,
  readPushRoute,
  subscribePushRoute,
  unsubscribePushRoute,
} from '#platform/contract'
import { type Device, failNotify, keepDevice, listDevices, removeDevice } from '#platform/notify'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'

const toJson = (ctx: Context, { id, agent, created_at, session_id }: Device): PushDevice => ({
  id,
  agent,
  created_at: created_at.toISOString(),
  current: session_id === ctx.session_id,
})

/** A person's devices are of no company. */
const asOwner = <T>(ctx: Context, fn: (trx: Trx) => Promise<T>): Promise<T> =>
  ctx.services.store.asSystem("a person's own devices", fn)

export const notifyRoutes: BoundRoute[] = [
  bind(readNotificationRoute, (ctx, { params }) => ctx.services.inbox.one(ctx.user!.id, params.id)),
  bind(listNotificationSettingsRoute, async ctx => {
    const { id, email } = ctx.user!
    const items = await ctx.services.inbox.settings(id, ctx.locale)
    const devices = await asOwner(ctx, trx => listDevices(trx, id))
    return { items, push_devices: devices.length, email }
  }),
  bind(changeNotificationSettingRoute, (ctx, { params, body }) => {
    const chosen = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    return ctx.services.inbox.choose(ctx.user!.id, params.kind, chosen, ctx.locale)
  }),
  bind(readPushRoute, async ctx => {
    const devices = await asOwner(ctx, trx => listDevices(trx, ctx.user!.id))
    return { public_key: ctx.services.push.publicKey, devices: devices.map(device => toJson(ctx, device)) }
  }),
  bind(subscribePushRoute, async (ctx, { body }) => {
    const { push, id, now } = ctx.services
    if (!push.mayCall(body.endpoint)) throw failNotify('push_endpoint_refused')
    const kept = await asOwner(ctx, trx =>
      keepDevice(trx, {
        id: id(),
        user_id: ctx.user!.id,
        session_id: ctx.session_id!,
        endpoint: body.endpoint,
        ...body.keys,
        agent: ctx.agent,
        created_at: now(),
      }),
    )
    return toJson(ctx, kept)
  }),
  bind(unsubscribePushRoute, async (ctx, { params }) => {
    if (!(await asOwner(ctx, trx => removeDevice(trx, ctx.user!.id, params.id)))) throw fail('not_found')
  }),
]
