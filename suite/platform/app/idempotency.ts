/** `Idempotency-Key`: the same request sent again within a day gets the first answer, and its effect happens once. */
import { createHash } from 'node:crypto'
import { fail } from '#platform/contract'
import type { Store, Trx } from '#platform/store'

/** What makes a key one's own: who, for which company, on which route. */
export type IdempotentCall = { scope: string; key: string; company_id: string | null; request_hash: string }

/** Thrown inside the effect's transaction when a twin was quicker: it rolls the effect back, then the twin's answer is sent. */
export class AlreadyAnswered extends Error {}

const HOURS_KEPT = 24
const KEY = /^[\x21-\x7e]{8,200}$/

/** Throws `bad_request` on a key that is too short to be random. */
export const idempotentCall = (call: {
  key: string
  route: string
  path: string
  body: unknown
  user_id: string | null
  company_id: string | null
}): IdempotentCall => {
  if (!KEY.test(call.key)) throw fail('bad_request', { fields: [{ path: 'Idempotency-Key', code: 'invalid' }] })
  const request_hash = createHash('sha256')
    .update(JSON.stringify([call.path, call.body ?? null]))
    .digest('hex')
  const scope = [call.user_id ?? 'guest', call.company_id ?? '-', call.route].join(' ')
  return { scope, key: call.key, company_id: call.company_id, request_hash }
}

export type Idempotency = {
  /** The first answer, if there is one. Throws `idempotency_key_reused` when the request was another one. */
  answered(call: IdempotentCall): Promise<{ status: number; body: unknown } | null>
  /** Throws AlreadyAnswered. `body` is the answer as it goes out. */
  keep(trx: Trx, call: IdempotentCall, answer: { status: number; body: unknown }): Promise<void>
}

export const createIdempotency = (options: { store: Store; now: () => Date }): Idempotency => ({
  answered: call =>
    options.store.asSystem('an answer that was given before', async trx => {
      const row = await trx
        .selectFrom('platform.idempotency_key')
        .selectAll()
        .where('scope', '=', call.scope)
        .where('key', '=', call.key)
        .executeTakeFirst()
      if (!row) return null
      if (row.created_at.getTime() < options.now().getTime() - HOURS_KEPT * 3_600_000) {
        await trx
          .deleteFrom('platform.idempotency_key')
          .where('scope', '=', call.scope)
          .where('key', '=', call.key)
          .execute()
        return null
      }
      if (row.request_hash !== call.request_hash) throw fail('idempotency_key_reused')
      return { status: row.status, body: row.body }
    }),
  async keep(trx, call, { status, body }) {
    const kept = await trx
      .insertInto('platform.idempotency_key')
      .values({ ...call, status, body: body === undefined ? null : JSON.stringify(body), created_at: options.now() })
      // Waits for a twin's transaction; when that one commits, ours must not.
      .onConflict(conflict => conflict.columns(['scope', 'key']).doNothing())
      .executeTakeFirst()
    if (!kept.numInsertedOrUpdatedRows) throw new AlreadyAnswered()
  },
})
