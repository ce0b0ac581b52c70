/** What is settled in a closed period goes to the archive, the night after it was closed. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { withTables } from '../../data/letters.ts'
import { dayInZone, instantInZone } from '../../domain/index.ts'
import { type CompanyNow, companiesNow } from '../companies-now.ts'
import { announcePeriod } from '../periods/open-period.ts'

/** Agreed, resolved and expired letters; a disagreement stays where it can be revised. One event a period. */
export const archiveLetters = async (services: Services): Promise<{ archived: number }> => {
  let archived = 0
  for (const company of await companiesNow(services)) archived += await archiveInCompany(services, company)
  return { archived }
}

const archiveInCompany = (services: Services, { id: company_id, time_zone }: CompanyNow): Promise<number> =>
  services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const now = services.now()
    const closed = await tables
      .selectFrom('mutabakat.period')
      .select(['id', 'kind', 'date', 'state'])
      .where('company_id', '=', company_id)
      .where('state', '=', 'closed')
      // Who closes a period by mistake has until midnight to open it again.
      .where('closed_at', '<', instantInZone(dayInZone(now, time_zone), '00:00', time_zone))
      .forShare()
      .execute()
    let all = 0
    for (const period of closed) {
      const letters = await tables
        .updateTable('mutabakat.letter')
        .set({ status: 'archived', archived_at: now, rev: sql`rev + 1` })
        .where('company_id', '=', company_id)
        .where('kind', '=', period.kind)
        .where('balance_date', '=', period.date)
        .where('status', 'in', ['approved', 'resolved', 'expired'])
        .returning('id')
        .execute()
      if (letters.length === 0) continue
      const lines = letters.map(letter => ({ id: services.id(), letter_id: letter.id }))
      await sql`insert into mutabakat.history (id, company_id, letter_id, at, action, actor, detail)
        select line.id, ${company_id}, line.letter_id, ${now}, 'letter_archived', 'system', '{}'
        from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line(id uuid, letter_id uuid)`.execute(trx)
      await services.audit(trx, {
        company_id,
        actor: 'system',
        action: 'period.archived',
        object: { type: 'period', id: period.id },
        new: { letters: letters.length },
      })
      await announcePeriod(services, trx, { company_id, user_id: 'system' }, period, letters.length)
      all += letters.length
    }
    return all
  })
