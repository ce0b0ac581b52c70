/** Lets in a program that knows a shared secret, by a signature over the time and the raw body; each signature once. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { fail, HOOK_SIGNATURE } from '#platform/contract'
import type { Context } from './context.ts'

/** How far a clock may be off, and how long a call may take. */
const TOLERANCE_S = 300
const SHAPE = /^t=(\d{10}),v1=([0-9a-f]{64})$/

/** What a caller sends as `Nabiz-Signature`. `time`: seconds since 1970. */
export const signHook = (secret: string, time: number, body: Buffer): string =>
  `t=${time},v1=${macOf(secret, String(time), body).toString('hex')}`

/**
 * The body, once it is proved. Throws `hook_refused`, and `hook_replayed` for a signature that was taken before: whoever
 * tries again signs again. `name`: of the hook; null `secret`: nobody is let in.
 */
export const takeSignedBody = async (ctx: Context, hook: { name: string; secret: string | null }): Promise<Buffer> => {
  const { store, now, log } = ctx.services
  const body = ctx.rawBody()
  const [, time, mac] = SHAPE.exec(String(ctx.headers[HOOK_SIGNATURE] ?? '')) ?? []
  const known =
    hook.secret !== null &&
    time !== undefined &&
    timingSafeEqual(Buffer.from(mac!, 'hex'), macOf(hook.secret, time, body)) &&
    Math.abs(now().getTime() / 1000 - Number(time)) <= TOLERANCE_S
  if (!known) {
    log.warn({ hook: hook.name, ip: ctx.ip, set: hook.secret !== null }, 'a hook was called without its signature')
    throw fail('hook_refused')
  }
  // Kept a day with the other answered requests, which is longer than any signature is good for.
  const first = await store.asSystem('a signature is good once', trx =>
    trx
      .insertInto('platform.idempotency_key')
      .values({
        scope: `hook ${hook.name}`,
        key: mac!,
        company_id: null,
        request_hash: mac!,
        status: 204,
        body: null,
        created_at: now(),
      })
      .onConflict(conflict => conflict.columns(['scope', 'key']).doNothing())
      .executeTakeFirst(),
  )
  if (!first.numInsertedOrUpdatedRows) throw fail('hook_replayed')
  return body
}

const macOf = (secret: string, time: string, body: Buffer): Buffer =>
  createHmac('sha256', secret).update(`${time}.`).update(body).digest()
