/** What the platform itself keeps of a company, and for how long. */
import { type RawBuilder, sql } from 'kysely'
import { EXPORT_KIND } from '#platform/audit'
import type { Trx } from '#platform/store'
import { defineRetention, type Keep, type RetentionRule } from './retention-rule.ts'

type Due = { count: number; oldest: Date | null }

/** Rows of one table whose `stamp` is over, oldest first. */
const rowsOlder = (rule: {
  kind: string
  title: string
  keep: Keep
  table: string
  stamp: string
  only?: RawBuilder<unknown>
}): RetentionRule => {
  const table = sql.table(rule.table)
  const stamp = sql.ref(rule.stamp)
  const only = rule.only ?? sql`true`
  return defineRetention({
    kind: rule.kind,
    title: rule.title,
    keep: rule.keep,
    async due(trx: Trx, company_id, before) {
      const { rows } = await sql<Due>`select count(*)::int as count, min(${stamp}) as oldest from ${table}
        where company_id = ${company_id} and ${stamp} < ${before} and ${only}`.execute(trx)
      return rows[0]!
    },
    async remove(trx: Trx, company_id, before, limit) {
      const result = await sql`delete from ${table} where company_id = ${company_id} and id in (
        select id from ${table} where company_id = ${company_id} and ${stamp} < ${before} and ${only}
        order by ${stamp} limit ${limit})`.execute(trx)
      return Number(result.numAffectedRows ?? 0n)
    },
  })
}

/** The audit log is not among them: nothing of it is deleted, so it outlives the ten years the law asks for. */
export const platformRetention: readonly RetentionRule[] = [
  rowsOlder({
    kind: 'platform.notification',
    title: 'privacy.kind.notification',
    keep: { days: 365 },
    table: 'platform.notification',
    stamp: 'created_at',
  }),
  rowsOlder({
    kind: 'platform.mail',
    title: 'privacy.kind.mail',
    keep: { days: 730 },
    table: 'platform.mail',
    stamp: 'created_at',
  }),
  rowsOlder({
    kind: 'platform.sms',
    title: 'privacy.kind.sms',
    keep: { days: 730 },
    table: 'platform.sms',
    stamp: 'created_at',
  }),
  rowsOlder({
    kind: 'platform.export',
    title: 'privacy.kind.export',
    keep: { days: 30 },
    table: 'platform.file',
    stamp: 'created_at',
    only: sql`kind = ${EXPORT_KIND}`,
  }),
]
