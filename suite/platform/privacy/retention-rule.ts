/** How long a kind of record is kept: declared by the part that has it, carried out by the nightly run. */
import { sql } from 'kysely'
import type { Trx } from '#platform/store'

/** `years`: from the end of the year of the record, as the law counts (TTK 82): 1 January, ten years on, it may go. */
export type Keep = { days: number } | { years: number }

/**
 * Both functions work inside the company's transaction, name it in every query, and look at nothing younger than
 * `before`. `remove` deletes or blanks the oldest, at most `limit`, and returns how many; fewer than `limit` says that
 * it is done. What it removed must no longer be due.
 */
export type RetentionRule = {
  /** `mutabakat.letter` */
  kind: string
  /** Key of its name in the catalogues. */
  title: string
  keep: Keep
  due(trx: Trx, company_id: string, before: Date): Promise<{ count: number; oldest: Date | null }>
  remove(trx: Trx, company_id: string, before: Date, limit: number): Promise<number>
}

/** Declares a rule; only narrows types. */
export const defineRetention = (rule: RetentionRule): RetentionRule => rule

/** What is older than this instant may go. Years end by the company's clock. */
export const dueBefore = async (trx: Trx, keep: Keep, now: Date, time_zone: string): Promise<Date> => {
  if ('days' in keep) return new Date(now.getTime() - keep.days * 86_400_000)
  const { rows } = await sql<{ before: Date }>`
    select make_timestamptz(extract(year from ${now}::timestamptz at time zone ${time_zone})::int - ${keep.years}::int,
      1, 1, 0, 0, 0, ${time_zone}) as before`.execute(trx)
  return rows[0]!.before
}
