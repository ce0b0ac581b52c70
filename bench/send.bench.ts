/**
 * Five thousand letters of a period are sent at once: how long whoever asks waits, and until each of them has its link,
 * its delivery and its place in the queue. Drawing and mailing come after that and are measured by `pdf` and `mail`.
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { runSendMany, sendMany } from '../suite/apps/mutabakat/services/letters/send-many.ts'
import { printFigure, printTitle } from './report/print-report.ts'
import { COMPANY, openCompanyOfCards } from './suite/company-of-cards.ts'

const { values } = parseArgs({ options: { letters: { type: 'string', default: '5000' } } })
const letters = Number(values.letters)
if (!Number.isSafeInteger(letters) || letters < 1) throw new Error('--letters is a whole number')

const QUEUED_GOAL_S = 5
const OWNER = '0190a1b2-0000-7000-8000-000000000100'

printTitle(`${letters.toLocaleString('en')} letters sent at once, every second one to two contacts`)
const { services, clean } = await openCompanyOfCards('send', letters, () => new Date('2026-11-20T08:00:00Z'))

await services.store.asSystem('a bench writes letters', async trx => {
  await sql`insert into auth."user" (id, name, email, "emailVerified") values (${OWNER}, 'Ayşe', 'ayse@ege.example', true)`.execute(
    trx,
  )
  await trx.insertInto('platform.membership').values({ company_id: COMPANY, user_id: OWNER, role: 'owner' }).execute()
  await sql`insert into mutabakat.contact (id, company_id, counterparty_id, name, email, kinds, created_at)
    select gen_random_uuid(), company_id, id, 'Finans', 'finans@' || right(email, -9), array['cari'], now()
    from mutabakat.counterparty where right(code, 1) in ('0', '2', '4', '6', '8')`.execute(trx)
  await sql`insert into mutabakat.letter (id, company_id, no, kind, counterparty_id, balance_date, minor, currency, side, try_minor,
      status, sender_id, sender_name, author_id, author_name, created_at)
    select gen_random_uuid(), ${COMPANY}, 'MUT-2026-' || right(code, 5), 'cari', id, '2026-10-31', 1250050, 'TRY', 'B', 1250050,
      'draft', ${OWNER}, 'Ayşe', ${OWNER}, 'Ayşe', now()
    from mutabakat.counterparty`.execute(trx)
  await sql`analyze`.execute(trx)
})
const ids = await services.store.inCompany(COMPANY, async trx => {
  const { rows } = await sql<{ id: string }>`select id from mutabakat.letter order by no`.execute(trx)
  return rows.map(({ id }) => id)
})
const actor = { company_id: COMPANY, user_id: OWNER, name: 'Ayşe', role: 'owner' as const }

const asked = performance.now()
await sendMany(services, actor, ids)
const answered_ms = performance.now() - asked

const begun = performance.now()
const { counts } = await runSendMany(services, actor, ids, { report: async () => {} })
const queued_s = (performance.now() - begun) / 1000
const { deliveries, jobs } = await services.store.inCompany(COMPANY, async trx => {
  const { rows } = await sql<{ deliveries: number; jobs: number }>`
    select (select count(*)::int from mutabakat.delivery where state = 'queued') as deliveries,
      (select count(*)::int from pgboss.job where name = 'mutabakat.deliver') as jobs`.execute(trx)
  return rows[0]!
})

await clean()

printFigure('whoever asks has the answer', answered_ms, 'ms')
printFigure('every letter queued', queued_s, 's', { at_most: QUEUED_GOAL_S })
printFigure('deliveries queued', deliveries, '')
if (counts.sent !== letters || deliveries !== jobs)
  throw new Error(`${counts.sent} of ${letters} letters, ${deliveries} deliveries and ${jobs} jobs`)
