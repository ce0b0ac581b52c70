/**
 * The list of letters of a company with many: each filter and sort a screen offers, and the dashboard, as the server
 * works them out. `--letters 20000` takes fewer.
 */
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { listLetters } from '../suite/apps/mutabakat/services/letters/list-letters.ts'
import { listPeriods } from '../suite/apps/mutabakat/services/periods/read-periods.ts'
import { workOutDashboard } from '../suite/apps/mutabakat/services/reports/read-dashboard.ts'
import { spreadOf } from './report/percentiles.ts'
import { printSpread, printTitle } from './report/print-report.ts'
import { COMPANY, openCompanyOfCards } from './suite/company-of-cards.ts'

const { values } = parseArgs({ options: { letters: { type: 'string', default: '100000' } } })
const letters = Number(values.letters)
if (!Number.isSafeInteger(letters) || letters < 1) throw new Error('--letters is a whole number')

const CARDS = 5_000
const ROUNDS = 20
const GOAL = { at_most: 100 }
const PEOPLE = Array.from({ length: 8 }, (_, at) => `0190a1b2-0000-7000-8000-0000000001${at}0`)

printTitle(`The list over ${letters.toLocaleString('en')} letters of ${CARDS.toLocaleString('en')} counterparties`)
const { services, clean } = await openCompanyOfCards('letters', CARDS)

await services.store.asSystem('a bench writes letters', async trx => {
  // Each card has a letter a month; the newest month is open, older ones are settled.
  await sql`insert into mutabakat.letter (id, company_id, no, kind, counterparty_id, balance_date, minor, currency, side,
      try_minor, status, sender_id, sender_name, author_id, author_name, responsible_id, responsible_name, reply_due,
      delivery_state, answer_choice, answer_via, answer_name, answered_at, difference_minor, created_at, sent_at)
    select gen_random_uuid(), ${COMPANY}, 'MUT-2026-' || lpad(n::text, 6, '0'), kind, card_id, day, minor, currency,
      case n % 4 when 0 then 'A' else 'B' end, minor, status, person, 'Ayşe', person, 'Ayşe', person, 'Ayşe', day + 20,
      case when status in ('draft','pending_approval','ready') then null when n % 50 = 0 then 'failed' else 'sent' end,
      case status when 'approved' then 'agree' when 'rejected' then 'disagree' end,
      case when status in ('approved','rejected') then 'portal' end,
      case when status in ('approved','rejected') then 'Ali Veli' end,
      case when status in ('approved','rejected') then made + interval '2 days' end,
      case status when 'rejected' then 12500 end, made, case when status <> 'draft' then made + interval '1 minute' end
    from (
      select n, card.id as card_id, case when card.at % 9 = 4 then 'cari_doviz' else 'cari' end as kind,
        case when card.at % 9 = 4 then 'EUR' else 'TRY' end as currency, (n::bigint * 7919) % 48000000 as minor,
        (date_trunc('month', date '2026-10-31') - make_interval(months => (n - 1) / ${CARDS}) + interval '1 month - 1 day')::date as day,
        case when n > ${CARDS} then (array['approved','approved','approved','rejected','expired'])[1 + n % 5]
          else (array['draft','pending_approval','ready','sent','viewed','approved','rejected'])[1 + n % 7] end as status,
        (${sql.val(PEOPLE)}::uuid[])[1 + n % 8] as person,
        timestamptz '2026-11-20' - make_interval(mins => n) as made
      from generate_series(1, ${letters}) n
      join (select id, row_number() over (order by code) as at from mutabakat.counterparty) card
        on card.at = 1 + (n - 1) % ${CARDS}) as made_up`.execute(trx)
  await sql`insert into mutabakat.period (id, company_id, kind, date, state, created_at)
    select gen_random_uuid(), company_id, kind, balance_date, 'open', now() from mutabakat.letter
    group by company_id, kind, balance_date`.execute(trx)
})
/** Until PostgreSQL has looked at the new rows it plans for an empty table, which no installation has for long. */
const isAnalysed = async (): Promise<boolean> => {
  const { rows } = await services.store.pool.query(
    `select count(*)::int as looked from pg_stat_user_tables
     where schemaname = 'mutabakat' and relname in ('letter', 'counterparty') and last_autoanalyze is not null`,
  )
  return rows[0].looked === 2
}
while (!(await isAnalysed())) await after(500)

const actor = { company_id: COMPANY, user_id: PEOPLE[0]!, name: 'Ayşe', role: 'manager' as const }
const time = async <T>(name: string, work: () => Promise<T>): Promise<void> => {
  await work()
  const taken: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now()
    await work()
    taken.push(performance.now() - begun)
  }
  printSpread(name, spreadOf(taken), GOAL)
}
const page = (query: Record<string, string>) => listLetters(services, actor, { limit: 50, ...query })
const { items: periods } = await listPeriods(services, actor, { limit: 50 })
const newest = periods.find(({ kind }) => kind === 'cari')!
const oldest = periods.findLast(({ kind }) => kind === 'cari')!

await time('newest first', () => page({}))
const second = (await page({})).next_cursor!
await time('its second page', () => page({ cursor: second }))
for (const sort of [
  'no',
  '-balance',
  'counterparty',
  '-balance_date',
  'status',
  '-answered_at',
  'reply_due',
  '-sent_at',
])
  await time(`by ${sort}`, () => page({ sort }))
const filters: Record<string, Record<string, string>> = {
  'waiting for approval': { 'filter[status]': 'pending_approval' },
  'sent and viewed': { 'filter[status]': 'sent,viewed' },
  'not agreed': { 'filter[status]': 'rejected' },
  'the newest period': { 'filter[period]': newest.id },
  'the oldest period': { 'filter[period]': oldest.id },
  'foreign accounts': { 'filter[kind]': 'cari_doviz' },
  suppliers: { 'filter[party]': 'supplier' },
  'of one person': { 'filter[responsible]': PEOPLE[3]! },
  'my own': { 'filter[mine]': '1' },
  'not delivered': { 'filter[undelivered]': '1' },
  'from 400,000 on': { 'filter[min]': '400000.00' },
  'a title': { q: 'cari 4321' },
  'a number': { q: 'mut-2026-0777' },
  'part of a number': { q: '07771' },
  'a word nobody has': { q: 'yok böyle' },
}
for (const [name, filter] of Object.entries(filters)) await time(name, () => page(filter))
await time('not agreed, largest first', () => page({ 'filter[status]': 'rejected', sort: '-balance' }))
await time('the dashboard', () => workOutDashboard(services, actor, {}))
await clean()
