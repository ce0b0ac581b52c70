/** Letters drawn and signed as the delivery job does, four at a time: time, processor, memory, and what others wait. */
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { findProgram } from '../scripts/chromium.mjs'
import type { SealedPaper } from '../suite/apps/mutabakat/documents/draw-sealed.ts'
import type { LetterData } from '../suite/apps/mutabakat/documents/letter-data.ts'
import { formatLetterNumber } from '../suite/apps/mutabakat/domain/index.ts'
import {
  makeSampleCompanies,
  SAMPLE_COMPANY,
  type SampleCounterparty,
} from '../suite/apps/mutabakat/sample/sample-companies.ts'
import { createDrawingThreads, makeCertificate } from '../suite/platform/documents/index.ts'
import { printFigure, printTitle } from './report/print-report.ts'
import { makeFolder } from './suite/suite-process.ts'

const LETTERS = 1_000
const AT_ONCE = 4
const CHECKED = 5
const GOAL_S = 300
const MEGABYTE = 1_048_576
/** How long anybody else's request may have to wait for the process while letters are drawn. */
const LAG_GOAL_MS = 50
const NANOSECONDS = 1_000_000

const certificate = await makeCertificate({
  organization: SAMPLE_COMPANY.title,
  serial_number: SAMPLE_COMPANY.vkn,
  now: new Date(),
})

const threads = createDrawingThreads()
const MODULE = new URL('../suite/apps/mutabakat/documents/draw-sealed.ts', import.meta.url)

const makeLetter = async (index: number, counterparty: SampleCounterparty): Promise<Buffer> => {
  const data: LetterData = {
    no: formatLetterNumber(2026, index + 1),
    kind: 'cari',
    style: 'positive',
    documents: null,
    dues: null,
    auditor: null,
    date: '2026-11-02',
    company: { ...SAMPLE_COMPANY },
    counterparty: {
      title: counterparty.title,
      tax_office: counterparty.tax_office,
      tax_number: counterparty.vkn,
    },
    balance: {
      minor: BigInt(100_000 + index * 7_919),
      currency: 'TRY',
      side: index % 3 === 0 ? 'A' : 'B',
      date: '2026-10-31',
    },
    reply_days: 10,
    verify_url: `https://example.com/p/verify/${index.toString(36).padStart(22, 'x')}`,
    locale: 'tr',
    contract_notice: false,
    note: null,
  }
  const seal = { reason: 'Cari hesap mutabakat mektubu', name: SAMPLE_COMPANY.title, location: 'Türkiye' }
  const order: SealedPaper = { paper: 'letter', data, certificate, seal: { ...seal, contact: SAMPLE_COMPANY.vkn } }
  return threads.draw(MODULE, order)
}

printTitle(`${LETTERS.toLocaleString('en')} letters, drawn and signed`)
const companies = makeSampleCompanies(LETTERS, 7)
const [earliest] = companies
const cold = performance.now()
await makeLetter(0, earliest!)
const first_ms = performance.now() - cold

const rss_before = process.memoryUsage.rss()
let rss_peak = rss_before
let bytes = 0
let next = 0
const kept: Buffer[] = []
const cpu = process.cpuUsage()
const lag = monitorEventLoopDelay({ resolution: 5 })
lag.enable()
const started = performance.now()
const work = async (): Promise<void> => {
  while (next < LETTERS) {
    const index = next++
    const pdf = await makeLetter(index, companies[index]!)
    bytes += pdf.length
    if (index % (LETTERS / CHECKED) === 0) kept.push(pdf)
    rss_peak = Math.max(rss_peak, process.memoryUsage.rss())
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work))
const wall_s = (performance.now() - started) / 1000
lag.disable()
await threads.close()
const { user, system } = process.cpuUsage(cpu)

printFigure('the first one, with everything cold', first_ms, 'ms')
printFigure(`all ${LETTERS}`, wall_s, 's', { at_most: GOAL_S })
printFigure('time for a letter', (wall_s * 1000) / LETTERS, 'ms')
printFigure('event loop lag, p50', lag.percentile(50) / NANOSECONDS, 'ms')
printFigure('event loop lag, p99', lag.percentile(99) / NANOSECONDS, 'ms', { at_most: LAG_GOAL_MS })
printFigure('event loop lag, longest', lag.max / NANOSECONDS, 'ms')
printFigure('CPU for a letter, all threads', (user + system) / 1000 / LETTERS, 'ms')
printFigure('size of a letter', bytes / LETTERS / 1024, 'KB')
printFigure('memory (RSS) before', rss_before / MEGABYTE, 'MB')
printFigure('memory (RSS) at most', rss_peak / MEGABYTE, 'MB')
printFigure('memory (RSS) after', process.memoryUsage.rss() / MEGABYTE, 'MB')

const pdfsig = findProgram('pdfsig')
if (pdfsig === null) console.log('\n  pdfsig (poppler-utils) is not here: the signatures were not checked')
else {
  const folder = makeFolder('pdf')
  const valid = kept.filter((pdf, index) => {
    const path = join(folder, `${index}.pdf`)
    writeFileSync(path, pdf)
    return spawnSync(pdfsig, ['-nocert', path], { encoding: 'utf8' }).stdout.includes('Signature is Valid')
  })
  rmSync(folder, { recursive: true, force: true })
  console.log(`\n  pdfsig finds the signature valid in ${valid.length} of ${kept.length}`)
  if (valid.length !== kept.length) process.exitCode = 1
}
