/** The nightly run: what is due goes, in small transactions, each with its record of destruction. */
import type { Audit } from '#platform/audit'
import type { Store, Trx } from '#platform/store'
import { isHeld } from './legal-hold.ts'
import { dueBefore, type RetentionRule } from './retention-rule.ts'

export type RetentionDeps = { store: Store; audit: Audit; id: () => string; now: () => Date }

/** Records deleted in one transaction: few enough that nobody waits for it. */
const BATCH = 500

type Line = { kind: string; before: string; count: number }
/** `held`: companies that were left alone. */
export type RetentionRun = { removed: number; held: number }

/** Over every company. Safe to run again at any time, and to end at any place. */
export const runRetention = async (deps: RetentionDeps, rules: readonly RetentionRule[]): Promise<RetentionRun> => {
  const companies = await deps.store.asSystem('companies whose records may be due', trx =>
    trx.selectFrom('platform.company').select(['id', 'time_zone']).orderBy('id').execute(),
  )
  const run = { removed: 0, held: 0 }
  for (const company of companies) {
    const removed = await runCompany(deps, rules, company)
    if (removed === null) run.held++
    else run.removed += removed
  }
  return run
}

/** Null when a legal hold stands in the way. */
const runCompany = async (
  deps: RetentionDeps,
  rules: readonly RetentionRule[],
  company: { id: string; time_zone: string },
): Promise<number | null> => {
  const { store, now } = deps
  const record = { id: deps.id(), company_id: company.id, at: now() }
  const lines: Line[] = []
  for (const rule of rules) {
    for (;;) {
      const removed = await store.inCompany(company.id, async trx => {
        if (await isHeld(trx, company.id)) return null
        const before = await dueBefore(trx, rule.keep, now(), company.time_zone)
        const count = await rule.remove(trx, company.id, before, BATCH)
        if (count > 0)
          await keepRecord(deps, trx, record, lines, { kind: rule.kind, before: before.toISOString(), count })
        return count
      })
      if (removed === null) return null
      if (removed < BATCH) break
    }
  }
  return lines.reduce((sum, line) => sum + line.count, 0)
}

/** In the transaction of the deletion: nothing goes without a trace, and no trace tells of what stayed. */
const keepRecord = async (
  { audit }: RetentionDeps,
  trx: Trx,
  record: { id: string; company_id: string; at: Date },
  lines: Line[],
  line: Line,
): Promise<void> => {
  const same = lines.find(one => one.kind === line.kind)
  const next = same
    ? lines.map(one => (one === same ? { ...line, count: one.count + line.count } : one))
    : [...lines, line]
  await trx
    .insertInto('platform.destruction')
    .values({ ...record, lines: JSON.stringify(next) })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ lines: JSON.stringify(next) }))
    .execute()
  await audit(trx, {
    company_id: record.company_id,
    actor: 'system',
    action: 'records.destroyed',
    object: { type: 'destruction', id: record.id },
    new: line,
  })
  lines.splice(0, lines.length, ...next)
}
