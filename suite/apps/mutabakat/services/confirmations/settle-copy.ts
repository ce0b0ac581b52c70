/** What became of an auditor's copy: written on its delivery and in the evidence, and told when it did not arrive. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { findRow, type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { DeliveryTable } from '../../data/reach-tables.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { maskAddress } from '../reach/find-link.ts'

export type CopyDelivery = Pick<DeliveryTable, 'id' | 'letter_id' | 'address'>

const ERROR_CHARS = 300

const system = (company_id: string): Actor => ({ company_id, user_id: 'system', name: '' })

/** The letter looks different to who has it open: its list of deliveries does. */
const write = async (
  tables: MutabakatTrx,
  company_id: string,
  delivery: CopyDelivery,
  set: { state: 'sent' | 'failed' | 'bounced'; message_id?: string | null; sent_at?: Date; error?: string },
): Promise<void> => {
  await tables
    .updateTable('mutabakat.delivery')
    .set(set)
    .where('company_id', '=', company_id)
    .where('id', '=', delivery.id)
    .execute()
  await tables
    .updateTable('mutabakat.letter')
    .set({ rev: sql`rev + 1` })
    .where('company_id', '=', company_id)
    .where('id', '=', delivery.letter_id)
    .execute()
}

export const copySent = async (
  services: Services,
  trx: Trx,
  company_id: string,
  delivery: CopyDelivery,
  { message_id, document_sha256, firm }: { message_id: string | null; document_sha256: string; firm: string },
): Promise<void> => {
  const tables = withTables(trx)
  const letter = await lockLetter(tables, company_id, delivery.letter_id)
  await write(tables, company_id, delivery, { state: 'sent', message_id, sent_at: services.now() })
  await addEvidence(services, trx, letter, {
    fact: 'auditor_informed',
    detail: { firm, address: maskAddress(delivery.address) },
    document_sha256,
  })
  await announceLetter(services, trx, system(company_id), letter.id, 'mutabakat_updated')
}

/** Nobody of the company may send it elsewhere: the auditor's address is the letter's. Who sent the letter is told, and who leads. */
export const copyFailed = async (
  services: Services,
  trx: Trx,
  company_id: string,
  delivery: CopyDelivery,
  { state, error }: { state: 'failed' | 'bounced'; error: string },
): Promise<void> => {
  const tables = withTables(trx)
  const letter = await lockLetter(tables, company_id, delivery.letter_id)
  await write(tables, company_id, delivery, { state, error: error.slice(0, ERROR_CHARS) })
  await announceLetter(services, trx, system(company_id), letter.id, 'mutabakat_updated')
  const row = await findRow(tables, company_id, letter.id)
  if (!row) return
  await notifySender(services, trx, row, {
    kind: 'mutabakat_auditor_undelivered',
    level: 'warning',
    params: { address: delivery.address },
  })
}
