/** Reading the tries to reach people with a letter. */
import type { Selectable } from 'kysely'
import type { Delivery, LetterStatus } from '../contract/index.ts'
import { isOpen } from '../domain/index.ts'
import type { MutabakatTrx } from './letters.ts'
import type { DeliveryTable } from './reach-tables.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const toDelivery = (row: Selectable<DeliveryTable>, status: LetterStatus): Delivery => ({
  id: row.id,
  channel: row.channel,
  purpose: row.purpose,
  name: row.contact_name,
  address: row.address,
  state: row.state,
  error: row.error,
  parts: row.parts,
  created_at: row.created_at.toISOString(),
  sent_at: iso(row.sent_at),
  delivered_at: iso(row.delivered_at),
  opened_at: iso(row.opened_at),
  can: {
    resend: isOpen(status) && row.state !== 'queued',
    give_up: isOpen(status) && ['sent', 'delivered', 'bounced'].includes(row.state),
  },
})

/** Newest first. */
export const findDeliveries = async (
  tables: MutabakatTrx,
  company_id: string,
  letter: { id: string; status: LetterStatus },
): Promise<Delivery[]> => {
  const rows = await tables
    .selectFrom('mutabakat.delivery')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(row => toDelivery(row, letter.status))
}
