/** Tells owners and administrators that the certificate of their company ends within thirty days, once. */
import { X509Certificate } from 'node:crypto'
import type { Services } from '#platform/app'
import { withTables } from '../../data/letters.ts'
import { dayInZone, formatDay } from '../../domain/index.ts'
import { notifyLeaders } from '../notify-leaders.ts'

const WARN_MS = 30 * 86_400_000
const CHUNK = 500

/** Safe to run again: what was told is marked in the transaction that tells it. */
export const warnOfCertificates = async (services: Services): Promise<void> => {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await services.store.asSystem('which certificates end soon', trx =>
      withTables(trx)
        .selectFrom('mutabakat.certificate')
        .select(['id', 'company_id', 'cert'])
        .where('retired_at', 'is', null)
        .where('alarmed_at', 'is', null)
        .where('id', '>', after)
        .orderBy('id')
        .limit(CHUNK)
        .execute(),
    )
    for (const row of rows) {
      const ends = new Date(new X509Certificate(row.cert).validTo)
      if (ends.getTime() - services.now().getTime() > WARN_MS) continue
      await services.store.inCompany(row.company_id, async trx => {
        const told = await withTables(trx)
          .updateTable('mutabakat.certificate')
          .set({ alarmed_at: services.now() })
          .where('company_id', '=', row.company_id)
          .where('id', '=', row.id)
          .where('alarmed_at', 'is', null)
          .executeTakeFirst()
        if (told.numUpdatedRows === 0n) return
        await notifyLeaders(services, trx, row.company_id, {
          kind: 'mutabakat_certificate_ends',
          level: 'warning',
          link: 'settings/certificates',
          params: (locale, time_zone) => ({ day: formatDay(dayInZone(ends, time_zone), locale) }),
        })
      })
    }
    if (rows.length < CHUNK) return
    after = rows.at(-1)!.id
  }
}
