/** What the application holds of auditors: their name and address on the confirmations they asked for. */
import { sql } from 'kysely'
import { definePersonData, ERASED, type Subject } from '#platform/privacy'
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import { queueErased } from '../mirror/queue-mirror.ts'

const SAMPLES = 5
const EXPORTED = 5_000

const confirmations = (trx: Trx, company_id: string, { email }: Subject) =>
  withTables(trx)
    .selectFrom('mutabakat.letter')
    .select(['no', 'auditor_firm', 'auditor_name', 'auditor_email', 'auditor_reference', 'created_at'])
    .where('company_id', '=', company_id)
    .where('auditor_email', '=', email ?? '')
    .orderBy('created_at')
    .limit(EXPORTED)
    .execute()

/** The firm stays: it is no person, and whom a confirmation was for is part of what it says. */
export const auditors = definePersonData({
  kind: 'mutabakat.auditor',
  title: 'mutabakat.privacy.auditor',
  effect: 'mutabakat.privacy.auditor_effect',
  async find(trx, company_id, subject) {
    const rows = await confirmations(trx, company_id, subject)
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(row => row.no) }
  },
  export: confirmations,
  async erase(trx, company_id, { email }, jobs) {
    if (email === null) return 0
    const tables = withTables(trx)
    await sql`update mutabakat.evidence e set detail = null, salt = null from mutabakat.letter l
      where e.company_id = ${company_id} and e.fact = 'auditor_informed' and e.detail is not null
        and l.id = e.letter_id and l.auditor_email = ${email}`.execute(trx)
    await tables
      .updateTable('mutabakat.delivery')
      .set({ address: ERASED, contact_name: null, error: null })
      .where('company_id', '=', company_id)
      .where('purpose', '=', 'auditor')
      .where('address', '=', email)
      .execute()
    const erased = await tables
      .updateTable('mutabakat.letter')
      .set({ auditor_name: ERASED, auditor_email: ERASED, rev: sql`rev + 1` })
      .where('company_id', '=', company_id)
      .where('auditor_email', '=', email)
      .returning('id')
      .execute()
    await queueErased(
      jobs,
      trx,
      company_id,
      erased.map(({ id }) => id),
    )
    return erased.length
  },
})
