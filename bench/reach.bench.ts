/**
 * The reach engine's clock over a company with many letters on their way (`--letters`): finding those whose step may be
 * due, beside looking at one of them.
 */
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { dueLetters, reachLetter } from '../suite/apps/mutabakat/services/reach/run-reach.ts'
import { spreadOf } from './report/percentiles.ts'
import { printFigure, printSpread, printTitle } from './report/print-report.ts'
import { COMPANY, openCompanyOfCards } from './suite/company-of-cards.ts'

const { values } = parseArgs({ options: { letters: { type: 'string', default: '100000' } } })
const letters = Number(values.letters)
if (!Number.isSafeInteger(letters) || letters < 1) throw new Error('--letters is a whole number')

const CARDS = 5_000
const ROUNDS = 10
const GOAL = { at_most: 3_000 }
/** A Thursday, 11:15 in Istanbul. */
const NOW = new Date('2026-11-19T08:15:00Z')

printTitle(`The reach engine's clock over ${letters.toLocaleString('en')} letters on their way`)
const { services, clean } = await openCompanyOfCards('reach', CARDS, () => NOW)

await services.store.asSystem('a bench writes letters', async trx => {
  await sql`insert into mutabakat.settings (company_id, value, rev) values (${COMPANY},
    '{"reach":{"enabled":true,"unseen_hours":18,"ways":["sms","call"]}}', 1)`.execute(trx)
  await sql`update mutabakat.counterparty set mobile = '+9053200' || right(code, 5)
    where right(code, 1) in ('0', '2', '4', '6', '8')`.execute(trx)
  // Sent over the last ten days; a quarter were looked at, answers are due in the next days.
  await sql`insert into mutabakat.letter (id, company_id, no, kind, counterparty_id, balance_date, minor, currency, side,
      status, author_id, reply_due, delivery_state, created_at, sent_at)
    select gen_random_uuid(), ${COMPANY}, 'MUT-2026-' || lpad(n::text, 6, '0'), 'cari', card.id,
      date '2020-01-01' + (n / ${CARDS})::int, 100000, 'TRY', 'B', case when n % 4 = 0 then 'viewed' else 'sent' end,
      gen_random_uuid(), date '2026-11-21' + n % 10, 'sent', at, at
    from generate_series(1, ${letters}) n
    join (select id, row_number() over (order by code) as at_row from mutabakat.counterparty) card on card.at_row = 1 + (n - 1) % ${CARDS}
    cross join lateral (select timestamptz '2026-11-19 08:00Z' - make_interval(mins => 1 + n % 14400) as at) made`.execute(
    trx,
  )
  await sql`insert into mutabakat.delivery (id, company_id, letter_id, channel, address, state, created_at, sent_at)
    select gen_random_uuid(), letter.company_id, letter.id, 'email', card.email, 'sent', letter.sent_at, letter.sent_at
    from mutabakat.letter join mutabakat.counterparty card on card.id = letter.counterparty_id`.execute(trx)
  // What was not looked at in time is on the list of calls, or was called about: so the engine leaves it.
  await sql`insert into mutabakat.call (id, company_id, letter_id, reason, state, outcome, created_at, closed_at)
    select gen_random_uuid(), company_id, id, 'unseen', case when minute % 3 = 0 then 'done' else 'open' end,
      case when minute % 3 = 0 then 'reached' end, sent_at, case when minute % 3 = 0 then sent_at end
    from (select *, extract(epoch from sent_at)::bigint / 60 as minute from mutabakat.letter) letter
    where status = 'sent' and sent_at < timestamptz '2026-11-16 08:00Z'`.execute(trx)
  await sql`insert into mutabakat.delivery (id, company_id, letter_id, channel, address, state, created_at, sent_at)
    select gen_random_uuid(), letter.company_id, letter.id, 'sms', card.mobile, 'sent', letter.sent_at, letter.sent_at
    from mutabakat.letter join mutabakat.counterparty card on card.id = letter.counterparty_id
    where card.mobile is not null and exists (select 1 from mutabakat.call where letter_id = letter.id)`.execute(trx)
})
/** Until PostgreSQL has looked at the new rows it plans for an empty table, which no installation has for long. */
const isAnalysed = async (): Promise<boolean> => {
  const { rows } = await services.store.pool.query(
    `select count(*)::int as looked from pg_stat_user_tables
     where schemaname = 'mutabakat' and relname in ('letter', 'delivery', 'call') and last_autoanalyze is not null`,
  )
  return rows[0].looked === 3
}
while (!(await isAnalysed())) await after(500)

const found: string[] = []
const taken: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  found.length = 0
  const begun = performance.now()
  for await (const id of dueLetters(services, { id: COMPANY, time_zone: 'Europe/Istanbul' })) found.push(id)
  taken.push(performance.now() - begun)
}
printSpread('a turn finds what may be due', spreadOf(taken), GOAL)
printFigure('letters it then looks at', found.length, 'letters')
const looks: number[] = []
for (const id of found.slice(0, 200)) {
  const begun = performance.now()
  await reachLetter(services, COMPANY, id)
  looks.push(performance.now() - begun)
}
printSpread('one letter looked at, its step taken', spreadOf(looks))
await clean()
