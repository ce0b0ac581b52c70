/** Which letters a batch gathers: what its source holds and its filter leaves. */
import { type SqlBool, sql } from 'kysely'
import { isUuid, textToMinor } from '#platform/contract'
import { type BatchSelection, fail } from '../../contract/index.ts'
import { type MutabakatTrx, selectRows } from '../../data/letters.ts'
import { findPeriod } from '../periods/read-periods.ts'

/**
 * Of `copy` the letters to be copied: living ones of counterparties in use that have none at the new date. Else letters
 * that may go out: drafts and approved ones, not on their way and not in a batch that waits for its hour.
 */
export const chooseLetters = async (tables: MutabakatTrx, company_id: string, { source, filter }: BatchSelection) => {
  let rows = selectRows(tables, company_id)
  switch (source.kind) {
    case 'letters':
      rows = rows.where('letter.id', 'in', source.ids.filter(isUuid))
      break
    case 'import':
      rows = isUuid(source.import_id)
        ? rows.where('letter.import_id', '=', source.import_id)
        : rows.where(sql.lit(false))
      break
    default: {
      const period = await findPeriod(tables, company_id, source.period_id)
      rows = rows.where('letter.kind', '=', period.kind).where('letter.balance_date', '=', period.date)
    }
  }
  rows =
    source.kind === 'copy'
      ? rows
          .where('letter.status', 'not in', ['cancelled', 'revised'])
          .where('counterparty.active', '=', true)
          .where(
            sql<SqlBool>`not exists (select 1 from mutabakat.letter there where there.company_id = letter.company_id
              and there.counterparty_id = letter.counterparty_id and there.kind = letter.kind
              and there.currency = letter.currency and there.balance_date = ${source.date}
              and there.status <> 'cancelled')`,
          )
      : rows
          .where('letter.status', 'in', ['draft', 'ready'])
          .where(sql<SqlBool>`letter.delivery_state is distinct from 'queued'`)
          .where(
            sql<SqlBool>`not exists (select 1 from mutabakat.batch where batch.company_id = letter.company_id
              and batch.id = letter.batch_id and batch.state = 'scheduled')`,
          )
  if (filter.non_zero) rows = rows.where('letter.minor', '>', 0n)
  if (filter.min !== null) rows = rows.where('letter.minor', '>=', textToMinor(filter.min))
  if (filter.max !== null) rows = rows.where('letter.minor', '<=', textToMinor(filter.max))
  if (filter.responsible_id !== null) {
    if (!isUuid(filter.responsible_id)) throw fail('responsible_not_member')
    rows = rows.where('letter.responsible_id', '=', filter.responsible_id)
  }
  if (filter.party !== null) rows = rows.where('counterparty.kind', '=', filter.party)
  if (filter.group_code !== null) rows = rows.where('counterparty.group_code', '=', filter.group_code)
  return rows
}
