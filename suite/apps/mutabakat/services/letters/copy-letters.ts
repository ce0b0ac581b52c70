/** Writes drafts at a new date for the counterparties of letters that are there, with their balances to be corrected. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import { fail } from '../../contract/index.ts'
import { type SelectedRow, withTables } from '../../data/letters.ts'
import { isBabs, isMonthEnd } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { enterPeriod } from '../periods/open-period.ts'
import { localeOfCompany } from '../reader-locale.ts'
import { announceLetter } from './announce-letter.ts'
import { takeNumbers } from './take-numbers.ts'

/** More are told as one summary, as an import's are. */
const MOST_EVENTS = 50

/**
 * At most 10,000, all of one kind. A rate belongs to its day, so a copy has none; so do due dates, and a copy has one
 * line with everything due at its date. Throws `not_month_end` for forms BA and BS.
 */
export const copyLetters = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  rows: readonly SelectedRow[],
  { batch_id, date }: { batch_id: string; date: string },
): Promise<void> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const { kind } = rows[0]!
  if (isBabs(kind) && !isMonthEnd(date))
    throw fail('not_month_end', { fields: [{ path: 'source.date', code: 'not_month_end' }] })
  await enterPeriod(services, trx, actor, { kind, balance_date: date })
  const now = services.now()
  const numbers = await takeNumbers(tables, company_id, now.getUTCFullYear(), rows.length)
  const copies = rows.map((row, index) => ({
    id: services.id(),
    from: row.id,
    no: numbers[index]!,
    line: services.id(),
  }))
  const list = sql`jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as copy(id uuid, "from" uuid, no text, line uuid)`
  await sql`insert into mutabakat.letter (id, company_id, no, kind, style, counterparty_id, balance_date, minor, currency,
      side, try_minor, status, sender_id, sender_name, author_id, author_name, responsible_id, responsible_name, batch_id,
      created_at, documents_count, documents_scope, auditor_firm, auditor_name, auditor_email, auditor_reference)
    select copy.id, old.company_id, copy.no, old.kind, old.style, old.counterparty_id, ${date}, old.minor, old.currency,
      old.side, case when old.currency = 'TRY' then old.minor end, 'draft', ${userIdOf(actor)}::uuid, ${actor.name},
      ${userIdOf(actor)}::uuid, ${actor.name}, old.responsible_id, old.responsible_name, ${batch_id}, ${now},
      old.documents_count, old.documents_scope, old.auditor_firm, old.auditor_name, old.auditor_email, old.auditor_reference
    from ${list} join mutabakat.letter old on old.id = copy."from" and old.company_id = ${company_id}`.execute(trx)
  if (kind === 'cari_vade')
    await sql`insert into mutabakat.due_line (company_id, letter_id, position, due, minor)
      select ${company_id}, letter.id, 1, ${date}, case letter.side when 'B' then letter.minor else -letter.minor end
      from ${list} join mutabakat.letter letter on letter.id = copy.id and letter.company_id = ${company_id}`.execute(
      trx,
    )
  if (copies.length <= MOST_EVENTS) {
    for (const { id } of copies) await announceLetter(services, trx, actor, id, 'mutabakat_created')
    return
  }
  await sql`insert into mutabakat.history (id, company_id, letter_id, at, action, actor, detail)
    select copy.line, ${company_id}, copy.id, ${now}, 'mutabakat_created', ${actor.name}, '{}' from ${list}`.execute(
    trx,
  )
  const count = copies.length
  const message = services.t(await localeOfCompany(trx, company_id), 'mutabakat.events.mutabakat_batch_created', {
    count,
  })
  await emit(trx, {
    type: 'mutabakat_created',
    company_id,
    user_id: actor.user_id,
    data: { batch_id, count, created: count, updated: 0, message },
  })
}
