/** The cockpit over 5,000 letters of one period among 20,000, and a lane of 5,000 counterparties. */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { listLane } from '../../../suite/apps/mutabakat/services/cockpit/list-lane.ts'
import { workOutCockpit } from '../../../suite/apps/mutabakat/services/cockpit/read-cockpit.ts'
import { openLifeOffice } from './life-office.ts'

const TIMES = 15
const MOST_MS = 50

/** The fastest: what the work costs, whatever else the machine does. */
const fastest = async (work: () => Promise<unknown>): Promise<number> => {
  await work()
  let least = Number.POSITIVE_INFINITY
  for (let time = 0; time < TIMES; time++) {
    const begun = performance.now()
    await work()
    least = Math.min(least, performance.now() - begun)
  }
  return least
}

it('[MU557] is worked out within 50 ms, and so is a page of a lane', async () => {
  const office = await openLifeOffice()
  const { company, member, elif } = { ...office, elif: await office.person('member') }
  const period = office.need<{ id: string }>(
    await member.call('POST', '/api/periods', { body: { kind: 'cari', date: '2025-04-30' } }),
    200,
  )
  await office.draft({ balance_date: '2025-04-30' })
  await office.system(async trx => {
    await sql`insert into mutabakat.counterparty
      (id, company_id, code, title, kind, tax_kind, locale, contract_notice, search, created_at, updated_at)
      select gen_random_uuid(), ${company.id}, 'K' || n, 'Cari ' || n, 'customer', 'none', 'tr', false, 'cari ' || n,
        now(), now() from generate_series(1, 5000) as n`.execute(trx)
    await sql`insert into mutabakat.period (id, company_id, kind, date, state, created_at)
      select gen_random_uuid(), ${company.id}, 'cari', day::date, 'open', now()
      from unnest(array['2025-01-31', '2025-02-28', '2025-03-31']) as day`.execute(trx)
    await sql`insert into mutabakat.letter
      (id, company_id, no, kind, counterparty_id, balance_date, minor, currency, side, status, created_at,
        sent_at, viewed_at, answered_at, answer_choice, answer_via, responsible_id, responsible_name)
      select gen_random_uuid(), ${company.id}, 'N-' || card.code || day, 'cari', card.id, day::date, 1000, 'TRY', 'B',
        case when dice < 0.6 then 'approved' when dice < 0.7 then 'rejected' when dice < 0.9 then 'sent' else 'draft' end,
        now(), now() - interval '20 days', now() - interval '19 days',
        case when dice < 0.7 then now() - dice * interval '20 days' end, case when dice < 0.6 then 'agree' when dice < 0.7 then 'disagree' end, case when dice < 0.7 then 'portal' end,
        case when dice < 0.5 then ${member.id}::uuid else ${elif.id}::uuid end, 'x'
      from mutabakat.counterparty as card, unnest(array['2025-01-31','2025-02-28','2025-03-31','2025-04-30']) as day,
        lateral (select random() + 0 * length(card.code || day) as dice) as thrown
      where card.company_id = ${company.id} and card.code like 'K%'`.execute(trx)
  })
  const actor = { company_id: company.id, user_id: member.id, name: 'x', role: 'manager' as const }
  const cockpit = await fastest(() => workOutCockpit(office.services, actor, period.id))
  const lane = await fastest(() => listLane(office.services, actor, period.id, { responsible: elif.id, limit: 20 }))
  console.log(`cockpit ${cockpit.toFixed(1)} ms, lane ${lane.toFixed(1)} ms (fastest of ${TIMES})`)
  expect(cockpit).toBeLessThan(MOST_MS)
  expect(lane).toBeLessThan(MOST_MS)
  await office.close()
}, 120_000)
