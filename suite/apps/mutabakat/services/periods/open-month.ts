/** The month that ended gets its periods on the first, at six in the morning where the company is. */
import type { Services } from '#platform/app'
import { withTables } from '../../data/letters.ts'
import { addDays, dayInZone, instantInZone } from '../../domain/index.ts'
import { companiesNow } from '../companies-now.ts'
import { openPeriod } from './open-period.ts'

const HOUR = '06:00'

/** Safe at any hour: what is there stays, and a month that began without a process is made up for. */
export const openMonth = async (services: Services): Promise<void> => {
  const now = services.now()
  for (const { id: company_id, time_zone } of await companiesNow(services)) {
    const first = `${dayInZone(now, time_zone).slice(0, 7)}-01`
    if (now < instantInZone(first, HOUR, time_zone)) continue
    const balance_date = addDays(first, -1)
    await services.store.inCompany(company_id, async trx => {
      await openPeriod(services, trx, { company_id, user_id: 'system' }, { kind: 'cari', balance_date })
      // A company that never had a foreign account, or compared no forms, is not shown a period of it.
      for (const kind of ['cari_doviz', 'ba', 'bs'] as const) {
        const had = await withTables(trx)
          .selectFrom('mutabakat.letter')
          .select('id')
          .where('company_id', '=', company_id)
          .where('kind', '=', kind)
          .limit(1)
          .executeTakeFirst()
        if (had) await openPeriod(services, trx, { company_id, user_id: 'system' }, { kind, balance_date })
      }
    })
  }
}
