/**
 * 500 sealed letters put into one file to print (`--letters`): time, size, how far the event loop fell behind, and the
 * memory of the process beside what it had before.
 */
import { rmSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { pino } from 'pino'
import { runPrint } from '../suite/apps/mutabakat/services/print/run-print.ts'
import { keepDocument } from '../suite/apps/mutabakat/services/proof/keep-document.ts'
import { readConfig } from '../suite/config.ts'
import { openServices } from '../suite/open-services.ts'
import type { JobContext } from '../suite/platform/jobs/index.ts'
import { printFigure, printTitle } from './report/print-report.ts'
import { makeFolder, onInterrupt } from './suite/suite-process.ts'

const { values } = parseArgs({ options: { letters: { type: 'string', default: '500' } } })
const letters = Number(values.letters)
if (!Number.isSafeInteger(letters) || letters < 1 || letters > 1_000) throw new Error('--letters is at most 1000')

const COMPANY = '0190a1b2-0000-7000-8000-000000000001'
const MB = 1024 * 1024

printTitle(`${letters.toLocaleString('en')} sealed letters in one file to print`)
const dataDir = makeFolder('print')
const opened = await openServices(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), {
  ...{ part: 'web', publicUrl: 'http://127.0.0.1', publishPassing: () => {} },
  log: pino({ level: 'silent' }),
  now: () => new Date(),
})
const { services } = opened
const clean = async (): Promise<void> => {
  await opened.closeJobs()
  await opened.close()
  forget()
  rmSync(dataDir, { recursive: true, force: true })
}
const forget = onInterrupt(clean)

const ids = await services.store.asSystem('a bench fills a company', async trx => {
  await trx.insertInto('platform.company').values({ id: COMPANY, slug: 'ege', title: 'Ege Tekstil A.Ş.' }).execute()
  await sql`insert into mutabakat.counterparty (id, company_id, code, title, kind, tax_kind, locale, search, created_at, updated_at)
    select gen_random_uuid(), ${COMPANY}, n::text, 'Cari ' || n || ' Çağdaş Ticaret A.Ş.', 'customer', 'none', 'tr', n::text, now(), now()
    from generate_series(1, ${letters}) n`.execute(trx)
  const { rows } = await sql<{ id: string }>`insert into mutabakat.letter (id, company_id, no, kind, counterparty_id,
      balance_date, minor, currency, side, status, author_id, created_at, sent_at)
    select gen_random_uuid(), ${COMPANY}, 'MUT-2026-' || lpad(code, 6, '0'), 'cari', id, date '2026-10-31',
      code::int * 12345, 'TRY', 'B', 'sent', gen_random_uuid(), now(), now()
    from mutabakat.counterparty returning id`.execute(trx)
  return rows.map(({ id }) => id)
})
for (const id of ids) await keepDocument(services, COMPANY, id)
globalThis.gc?.()

const before = process.memoryUsage().rss
let peak = before
let size = 0
const loop = monitorEventLoopDelay({ resolution: 1 })
const job = {
  report: () => {
    peak = Math.max(peak, process.memoryUsage().rss)
    return Promise.resolve()
  },
  complete: async (trx, { file_id }) => {
    const file = await trx
      .selectFrom('platform.file')
      .select('size')
      .where('id', '=', file_id!)
      .executeTakeFirstOrThrow()
    size = Number(file.size)
  },
} as Partial<JobContext> as JobContext
const order = { list: { sort: 'no' }, double_sided: true }
loop.enable()
const begun = performance.now()
await runPrint(services, COMPANY, { user_id: COMPANY, order, locale: 'tr' }, job)
const took = performance.now() - begun
loop.disable()
printFigure('until the file is there', took / 1000, 's', { at_most: 30 })
printFigure('for each letter', took / letters, 'ms')
printFigure('its size', size / MB, 'MB')
printFigure('event loop late, p99', loop.percentile(99) / 1e6, 'ms', { at_most: 50 })
printFigure('event loop late, at most', loop.max / 1e6, 'ms')
printFigure('memory before', before / MB, 'MB')
printFigure('and more while it printed', (peak - before) / MB, 'MB')
await clean()
