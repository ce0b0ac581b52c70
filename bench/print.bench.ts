/**
 * 500 sealed letters put into one file to print (`--letters`): time, size, how far the event loop fell behind, and the
 * memory of the process beside what it had before.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { runPrint } from '../suite/apps/mutabakat/services/print/run-print.ts'
import { keepDocument } from '../suite/apps/mutabakat/services/proof/keep-document.ts'
import type { JobContext } from '../suite/platform/jobs/index.ts'
import { printFigure, printTitle } from './report/print-report.ts'
import { COMPANY, openCompanyOfCards } from './suite/company-of-cards.ts'

const { values } = parseArgs({ options: { letters: { type: 'string', default: '500' } } })
const letters = Number(values.letters)
if (!Number.isSafeInteger(letters) || letters < 1 || letters > 1_000) throw new Error('--letters is at most 1000')

const MB = 1024 * 1024

printTitle(`${letters.toLocaleString('en')} sealed letters in one file to print`)
const { services, clean } = await openCompanyOfCards('print', letters)

const ids = await services.store.asSystem('a bench writes letters', async trx => {
  const { rows } = await sql<{ id: string }>`insert into mutabakat.letter (id, company_id, no, kind, counterparty_id,
      balance_date, minor, currency, side, status, author_id, created_at, sent_at)
    select gen_random_uuid(), ${COMPANY}, 'MUT-2026-' || lpad(right(code, 5), 6, '0'), 'cari', id, date '2026-10-31',
      right(code, 5)::int * 12345, 'TRY', 'B', 'sent', gen_random_uuid(), now(), now()
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
