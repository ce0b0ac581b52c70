/** What became of one delivery, written on it and on its letter; the letter counts as sent with the first that left. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { Channel, DeliveryPurpose } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { deliveryStateOf, isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter, tellLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { maskAddress } from './find-link.ts'

export type Settled = {
  id: string
  letter_id: string
  link_id: string | null
  channel: Channel
  purpose: DeliveryPurpose
  address: string
}

const ERROR_CHARS = 300

/** Of all tries the furthest; bumps `rev` when the letter looks different now. */
export const refreshDeliveryState = async (
  tables: MutabakatTrx,
  company_id: string,
  letter_id: string,
  error: string | null = null,
): Promise<boolean> => {
  const rows = await tables
    .selectFrom('mutabakat.delivery')
    .select('state')
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    // What an auditor gets says nothing of how the letter fared.
    .where('purpose', '<>', 'auditor')
    .execute()
  const state = deliveryStateOf(rows.map(row => row.state))
  const delivery_error = state === 'failed' || state === 'bounced' ? (error?.slice(0, ERROR_CHARS) ?? null) : null
  const { numUpdatedRows } = await tables
    .updateTable('mutabakat.letter')
    .set({ delivery_state: state, delivery_error, rev: sql`rev + 1` })
    .where('company_id', '=', company_id)
    .where('id', '=', letter_id)
    .where(eb =>
      eb.or([
        eb('delivery_state', 'is distinct from', state),
        eb('delivery_error', 'is distinct from', delivery_error),
      ]),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** It left. `detail`: what the evidence keeps of how. */
export const deliverySent = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  delivery: Settled,
  how: { message_id: string | null; detail?: Record<string, string | null>; document_sha256?: string | null },
): Promise<void> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const now = services.now()
  // The letter first, then the delivery: the same order as everywhere, so no two changes wait for each other.
  const letter = await lockLetter(tables, company_id, delivery.letter_id)
  await tables
    .updateTable('mutabakat.delivery')
    .set({ state: 'sent', message_id: how.message_id, sent_at: now })
    .where('company_id', '=', company_id)
    .where('id', '=', delivery.id)
    .execute()
  await addEvidence(services, trx, letter, {
    fact: 'sent',
    link_id: delivery.link_id,
    detail: {
      channel: delivery.channel,
      purpose: delivery.purpose,
      address: maskAddress(delivery.address),
      ...how.detail,
    },
    document_sha256: how.document_sha256 ?? null,
  })
  const changed = await refreshDeliveryState(tables, company_id, letter.id)
  if (letter.status === 'draft' || letter.status === 'ready') {
    await tables
      .updateTable('mutabakat.letter')
      .set({ status: 'sent', sent_at: now, ...(!changed && { rev: sql`rev + 1` }) })
      .where('company_id', '=', company_id)
      .where('id', '=', letter.id)
      .execute()
    await announceLetter(services, trx, actor, letter.id, 'mutabakat_sent', {
      channels: [delivery.channel],
      reply_due: letter.reply_due,
    })
  } else if (changed) await announceLetter(services, trx, actor, letter.id, 'mutabakat_updated')
  else {
    // The letter fared no better by it, but whoever has it open sees its deliveries.
    await tables
      .updateTable('mutabakat.letter')
      .set({ rev: sql`rev + 1` })
      .where('company_id', '=', company_id)
      .where('id', '=', letter.id)
      .execute()
    await tellLetter(services, trx, actor, letter.id, 'mutabakat_updated')
  }
}

/** It did not arrive: refused, given up, or come back. Tells it, unless the letter ended meanwhile. */
export const deliveryFailed = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  delivery: Settled,
  failure: { state: 'failed' | 'bounced'; error: string },
): Promise<boolean> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const error = failure.error.slice(0, ERROR_CHARS)
  const letter = await lockLetter(tables, company_id, delivery.letter_id)
  await tables
    .updateTable('mutabakat.delivery')
    .set({ state: failure.state, error })
    .where('company_id', '=', company_id)
    .where('id', '=', delivery.id)
    .execute()
  if (!isOpen(letter.status) && letter.status !== 'draft' && letter.status !== 'ready') return false
  await refreshDeliveryState(tables, company_id, letter.id, error)
  await announceLetter(services, trx, actor, letter.id, 'mutabakat_delivery_failed', {
    address: delivery.address,
    error,
  })
  return true
}
