/** How long the application keeps what: letters as books are kept, logs of delivery two years, imported files ninety days. */
import { sql } from 'kysely'
import { defineRetention, type RetentionRule } from '#platform/privacy'
import { withTables } from '../../data/letters.ts'
import { exportRetention } from '../reports/keep-exports.ts'

type Due = { count: number; oldest: Date | null }

/** The last thing that happened to a letter decides its year. */
const lastDay = sql`greatest(l.created_at, l.sent_at, l.viewed_at, l.answered_at)`

/** With everything that hangs on it: history, deliveries, links, the signed document and its bytes. */
const letters = defineRetention({
  kind: 'mutabakat.letter',
  title: 'mutabakat.privacy.letter',
  keep: { years: 10 },
  async due(trx, company_id, before) {
    const { rows } = await sql<Due>`select count(*)::int as count, min(${lastDay}) as oldest
      from mutabakat.letter l where l.company_id = ${company_id} and ${lastDay} < ${before}`.execute(trx)
    return rows[0]!
  },
  async remove(trx, company_id, before, limit) {
    const { rows } = await sql<{ id: string }>`select l.id from mutabakat.letter l
      where l.company_id = ${company_id} and ${lastDay} < ${before}
      order by l.created_at limit ${limit} for update`.execute(trx)
    if (rows.length === 0) return 0
    const ids = rows.map(row => row.id)
    const tables = withTables(trx)
    await trx
      .deleteFrom('platform.file')
      .where('company_id', '=', company_id)
      .where(
        'id',
        'in',
        tables
          .selectFrom('mutabakat.document')
          .select('file_id')
          .where('company_id', '=', company_id)
          .where('letter_id', 'in', ids),
      )
      .execute()
    await tables.deleteFrom('mutabakat.letter').where('company_id', '=', company_id).where('id', 'in', ids).execute()
    return ids.length
  },
})

/** What came in from linked companies is kept as long as what went out. */
const incoming = defineRetention({
  kind: 'mutabakat.incoming',
  title: 'mutabakat.privacy.incoming',
  keep: { years: 10 },
  async due(trx, company_id, before) {
    const { rows } = await sql<Due>`select count(*)::int as count, min(received_at) as oldest from mutabakat.incoming
      where company_id = ${company_id} and greatest(received_at, answered_at) < ${before}`.execute(trx)
    return rows[0]!
  },
  async remove(trx, company_id, before, limit) {
    const result = await sql`delete from mutabakat.incoming where company_id = ${company_id} and id in (
      select id from mutabakat.incoming
      where company_id = ${company_id} and greatest(received_at, answered_at) < ${before}
      order by received_at limit ${limit})`.execute(trx)
    return Number(result.numAffectedRows ?? 0n)
  },
})

/** What is still to be sent is no log yet. */
const deliveries = defineRetention({
  kind: 'mutabakat.delivery',
  title: 'mutabakat.privacy.delivery',
  keep: { days: 730 },
  async due(trx, company_id, before) {
    const { rows } = await sql<Due>`select count(*)::int as count, min(created_at) as oldest from mutabakat.delivery
      where company_id = ${company_id} and created_at < ${before} and state <> 'queued'`.execute(trx)
    return rows[0]!
  },
  async remove(trx, company_id, before, limit) {
    const result = await sql`delete from mutabakat.delivery where company_id = ${company_id} and id in (
      select id from mutabakat.delivery
      where company_id = ${company_id} and created_at < ${before} and state <> 'queued'
      order by created_at limit ${limit})`.execute(trx)
    return Number(result.numAffectedRows ?? 0n)
  },
})

/** The file and the cells of its rows go; that there was an import, and how it ended, stays. */
const stillFilled = sql`(exists (select 1 from platform.file f where f.company_id = i.company_id and f.id = i.file_id)
  or exists (select 1 from mutabakat.import_row r where r.import_id = i.id))`

const imports = defineRetention({
  kind: 'mutabakat.import',
  title: 'mutabakat.privacy.import',
  keep: { days: 90 },
  async due(trx, company_id, before) {
    const { rows } = await sql<Due>`select count(*)::int as count, min(i.created_at) as oldest from mutabakat.import i
      where i.company_id = ${company_id} and i.created_at < ${before} and ${stillFilled}`.execute(trx)
    return rows[0]!
  },
  async remove(trx, company_id, before, limit) {
    const { rows } = await sql<{ id: string; file_id: string }>`select i.id, i.file_id from mutabakat.import i
      where i.company_id = ${company_id} and i.created_at < ${before} and ${stillFilled}
      order by i.created_at limit ${limit}`.execute(trx)
    if (rows.length === 0) return 0
    const ids = rows.map(row => row.id)
    // What a dry run showed was in the file as well.
    await withTables(trx)
      .updateTable('mutabakat.import')
      .set({ dry_run: null, dry_run_task_id: null })
      .where('company_id', '=', company_id)
      .where('id', 'in', ids)
      .execute()
    await withTables(trx)
      .deleteFrom('mutabakat.import_difference')
      .where('company_id', '=', company_id)
      .where('import_id', 'in', ids)
      .execute()
    await withTables(trx)
      .deleteFrom('mutabakat.import_row')
      .where('company_id', '=', company_id)
      .where('import_id', 'in', ids)
      .execute()
    await trx
      .deleteFrom('platform.file')
      .where('company_id', '=', company_id)
      .where(
        'id',
        'in',
        rows.map(row => row.file_id),
      )
      .execute()
    return rows.length
  },
})

export const mutabakatRetention: readonly RetentionRule[] = [letters, incoming, deliveries, imports, ...exportRetention]
