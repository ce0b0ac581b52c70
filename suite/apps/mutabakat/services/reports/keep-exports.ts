/** How long files are kept that were made from letters: exports ninety days, packages as long as the letters in them. */
import { sql } from 'kysely'
import { defineRetention, type RetentionRule } from '#platform/privacy'

type Due = { count: number; oldest: Date | null }

const exports = defineRetention({
  kind: 'mutabakat.export',
  title: 'mutabakat.privacy.export',
  keep: { days: 90 },
  async due(trx, company_id, before) {
    const { rows } = await sql<Due>`select count(*)::int as count, min(created_at) as oldest from platform.file
      where company_id = ${company_id} and kind = 'mutabakat.export' and created_at < ${before}`.execute(trx)
    return rows[0]!
  },
  async remove(trx, company_id, before, limit) {
    const result = await sql`delete from platform.file where company_id = ${company_id} and id in (
      select id from platform.file
      where company_id = ${company_id} and kind = 'mutabakat.export' and created_at < ${before}
      order by created_at limit ${limit})`.execute(trx)
    return Number(result.numAffectedRows ?? 0n)
  },
})

const packages = defineRetention({
  kind: 'mutabakat.package',
  title: 'mutabakat.privacy.package',
  keep: { years: 10 },
  async due(trx, company_id, before) {
    const { rows } = await sql<Due>`select count(*)::int as count, min(created_at) as oldest from mutabakat.document
      where company_id = ${company_id} and kind = 'package' and created_at < ${before}`.execute(trx)
    return rows[0]!
  },
  async remove(trx, company_id, before, limit) {
    const { rows } = await sql<{ file_id: string }>`delete from mutabakat.document
      where company_id = ${company_id} and id in (
        select id from mutabakat.document
        where company_id = ${company_id} and kind = 'package' and created_at < ${before}
        order by created_at limit ${limit})
      returning file_id`.execute(trx)
    if (rows.length === 0) return 0
    const ids = rows.map(row => row.file_id)
    await trx.deleteFrom('platform.file').where('company_id', '=', company_id).where('id', 'in', ids).execute()
    return rows.length
  },
})

export const exportRetention: readonly RetentionRule[] = [exports, packages]
