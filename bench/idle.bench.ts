/** What the suite takes while nobody uses it: memory and processor of its process and of its PostgreSQL, with the sample. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { printFigure, printTitle } from './report/print-report.ts'
import { canReadMemory, readCpuMs, readMemory, withChildren } from './suite/process-memory.ts'
import { startSuiteProcess } from './suite/suite-process.ts'

const SETTLE_MS = 20_000
const WATCH_MS = 20_000

printTitle(`idle, ${SETTLE_MS / 1000} s after a first start with the sample`)
if (!canReadMemory()) console.log('  /proc/self/smaps_rollup is not here: this bench needs Linux')
else {
  await using suite = await startSuiteProcess()
  const postmaster = Number(readFileSync(join(suite.dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
  await after(SETTLE_MS)
  const database = withChildren(postmaster)
  const before = { suite: readCpuMs([suite.pid]), database: readCpuMs(database) }
  await after(WATCH_MS)
  const used = { suite: readCpuMs([suite.pid]) - before.suite, database: readCpuMs(database) - before.database }
  const node = readMemory([suite.pid])
  const postgres = readMemory(withChildren(postmaster))
  printFigure('Node.js process, RSS', node.rss / 1024, 'MB')
  printFigure('Node.js process, PSS', node.pss / 1024, 'MB')
  printFigure(`PostgreSQL, ${postgres.processes} processes, sum of RSS`, postgres.rss / 1024, 'MB')
  printFigure('PostgreSQL, sum of PSS', postgres.pss / 1024, 'MB')
  printFigure('together, PSS', (node.pss + postgres.pss) / 1024, 'MB')
  printFigure(`CPU of the Node.js process over ${WATCH_MS / 1000} s`, (used.suite / WATCH_MS) * 100, '%')
  printFigure(`CPU of PostgreSQL over ${WATCH_MS / 1000} s`, (used.database / WATCH_MS) * 100, '%')
}
