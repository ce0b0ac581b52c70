/**
 * How long a start takes until /ready: the first one on an empty data folder, and those after it. `--clone` does what a
 * stranger does: a fresh clone, `npm start`, an npm cache with nothing in it.
 */
import { spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { findFreePort } from '../suite/free-port.ts'
import { spreadOf } from './report/percentiles.ts'
import { printFigure, printTitle } from './report/print-report.ts'
import {
  endDatabase,
  endProcess,
  makeFolder,
  onInterrupt,
  ROOT,
  startSuiteProcess,
  untilReady,
} from './suite/suite-process.ts'

const ROUNDS = 3
const CLONE_GOAL_S = 120
const FIRST_GOAL_S = 3
const SECOND_GOAL_S = 2
const CLONE_WITHIN_MS = 600_000

const { values } = parseArgs({ options: { clone: { type: 'boolean', default: false } } })

/** Seconds until ready: the first start of a new data folder, and the one after it. `compiled` as `npm start` keeps it. */
const startTwice = async (compiled: string): Promise<{ first: number; second: number }> => {
  const dataDir = makeFolder('start')
  const env = { SAMPLE: 'whole', NODE_COMPILE_CACHE: compiled }
  await using first = await startSuiteProcess({ dataDir, env })
  await first.stop()
  await using second = await startSuiteProcess({ dataDir, env })
  return { first: first.ready_ms / 1000, second: second.ready_ms / 1000 }
}

/** The environment of a terminal: nothing of this installation, nor of the npm that may have started the bench. */
const strangersEnvironment = (folder: string, port: number): NodeJS.ProcessEnv => {
  const ours = /^(npm_(lifecycle|package|node_execpath|execpath|command|config_local_prefix|config_cache)|NODE_ENV$)/
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name))
  const path = (process.env.PATH ?? '').split(delimiter).filter(part => !part.includes('node_modules'))
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    npm_config_cache: join(folder, 'npm-cache'),
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
  }
}

/** Seconds of the clone, and of `npm start` until ready. */
const startFromClone = async (): Promise<{ clone: number; start: number }> => {
  const folder = makeFolder('clone')
  const checkout = join(folder, 'nabiz')
  const began = performance.now()
  const cloned = spawnSync('git', ['clone', '--quiet', `file://${ROOT}`, checkout], { stdio: 'inherit' })
  const clone = (performance.now() - began) / 1000
  if (cloned.status !== 0) throw new Error('git clone failed')
  const port = await findFreePort('127.0.0.1')
  const started = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: checkout,
    env: strangersEnvironment(folder, port),
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const clean = async (): Promise<void> => {
    await endProcess(child, { group: true })
    await endDatabase(join(folder, 'data'))
    forget()
    rmSync(folder, { recursive: true, force: true })
  }
  const forget = onInterrupt(clean)
  try {
    await untilReady(`http://127.0.0.1:${port}`, child, CLONE_WITHIN_MS)
    return { clone, start: (performance.now() - started) / 1000 }
  } finally {
    await clean()
  }
}

printTitle('from the command to /ready')
const compiled = makeFolder('compiled')
process.once('exit', () => rmSync(compiled, { recursive: true, force: true }))
const rounds: { first: number; second: number }[] = []
for (let round = 0; round < ROUNDS; round++) rounds.push(await startTwice(compiled))
const first = spreadOf(rounds.map(round => round.first))
const second = spreadOf(rounds.map(round => round.second))
printFigure(`first start, median of ${ROUNDS}`, first.p50, 's', { at_most: FIRST_GOAL_S })
printFigure('first start, nothing compiled yet', rounds[0]!.first, 's')
printFigure(`later start, median of ${ROUNDS}`, second.p50, 's', { at_most: SECOND_GOAL_S })
printFigure('later start, slowest', second.max, 's')
if (values.clone) {
  const { clone, start } = await startFromClone()
  printFigure('git clone', clone, 's')
  printFigure('npm start after it, cold npm cache', start, 's')
  printFigure('both', clone + start, 's', { at_most: CLONE_GOAL_S })
}
