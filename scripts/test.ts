/**
 * The test command: every guard and every suite in order, stopping at the first that fails. A suite that failed in a few
 * files runs these once more, alone (docs/decisions/0023).
 * `--check` runs the static part alone; `--long` runs the long suites and the measurements instead.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { delimiter, join, relative, resolve } from 'node:path'
import { sourceFiles } from './source-files.ts'
import { type Count, countPlaywright, countVitest, sum } from './steps/count-tests.ts'
import { failedInPlaywright, failedInVitest } from './steps/failed-files.ts'
import { type Outcome, runStep, type Step } from './steps/run-step.ts'

const root = resolve(import.meta.dirname, '..')
const RESULTS = 'test-results'
const report = (name: string): string => join(root, RESULTS, `${name}.json`)

const guard = (name: string): Step => ({ title: name, command: 'node', args: [`scripts/check-${name}.ts`] })

const CHECKS: readonly Step[] = [
  { title: 'format and lint', command: 'biome', args: ['ci', '--colors=off', '--diagnostic-level=error', '.'] },
  { title: 'types', command: 'tsc', args: ['-p', '.'] },
  guard('boundaries'),
  guard('specs'),
  guard('sources'),
  guard('floors'),
  guard('docs'),
]

/** `broken` names the files that failed; `alone` runs such files and nothing beside them. */
type Suite = Step & { count: () => Count; broken: () => string[]; alone: (files: readonly string[]) => Suite }

const vitest = (title: string, name: string, args: readonly string[], zone: string): Suite => ({
  title,
  command: 'vitest',
  args: ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report(name)}`],
  env: { TZ: zone },
  count: () => countVitest(report(name)),
  broken: () => failedInVitest(report(name)),
  alone: files =>
    vitest(
      title,
      `${name}-again`,
      [...args.filter(arg => !arg.startsWith('/')), '--no-file-parallelism', ...files],
      zone,
    ),
})

/** `long`: '1' runs what is marked `@long`, and that alone. */
const browser = (title: string, name: string, long: '0' | '1', files: readonly string[] = []): Suite => ({
  title,
  command: 'playwright',
  args: ['test', ...files],
  env: { TZ: 'UTC', NABIZ_LONG: long, PLAYWRIGHT_JSON_OUTPUT_NAME: report(name) },
  count: () => countPlaywright(report(name)),
  broken: () => failedInPlaywright(report(name)),
  alone: again => browser(title, `${name}-again`, long, again),
})

const SUITES: readonly Suite[] = [
  vitest('suites', 'vitest', [], 'UTC'),
  // A date that slips by the machine's zone shows here: rules and storage again, west of Greenwich.
  vitest(
    'rules and storage in New York',
    'vitest-zone',
    ['/domain/', '/platform/store/', '/platform/contract/'],
    'America/New_York',
  ),
  browser('browser', 'playwright', '0'),
]

const long = (): readonly (Step | Suite)[] => [
  vitest('long suites', 'vitest-long', ['--mode', 'long'], 'UTC'),
  browser('long browser tests', 'playwright-long', '1'),
  ...sourceFiles(root, 'bench', /\.bench\.ts$/).map(path => ({ title: path, command: 'node', args: [path] })),
]

const plan = (flags: ReadonlySet<string>): readonly (Step | Suite)[] => {
  if (flags.has('--long')) return long()
  return flags.has('--check') ? CHECKS : [...CHECKS, ...SUITES]
}

/** More than this many broken files are no accident of timing. */
const AGAIN_AT_MOST = 3

/** Whether the files that failed are green when they run once more, alone. Not asked when too many failed. */
const greenAlone = async (suite: Suite, first: Outcome, signal: AbortSignal): Promise<boolean> => {
  const files = suite.broken()
  if (first.passed || first.left.length > 0 || files.length === 0 || files.length > AGAIN_AT_MOST) return false
  const again = suite.alone(files)
  console.log(`\n━━ once more, alone: ${files.map(file => relative(root, resolve(root, file))).join(', ')}`)
  const outcome = await runStep(again, { cwd: root, signal })
  return outcome.passed && again.count().passed > 0
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const main = async (): Promise<boolean> => {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort())
  // Steps call tools by name, also when this file is started without npm.
  process.env.PATH = [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter)
  rmSync(join(root, RESULTS), { recursive: true, force: true })
  mkdirSync(join(root, RESULTS), { recursive: true })

  const counts: Count[] = []
  const began = performance.now()
  let green = true
  let unsteady = 0
  for (const step of plan(new Set(process.argv.slice(2)))) {
    console.log(`\n━━ ${step.title}`)
    const outcome = await runStep(step, { cwd: root, signal: interrupted.signal })
    for (const { pid, command } of outcome.left) console.error(`left running, and killed: ${pid} ${command}`)
    const count = 'count' in step ? step.count() : null
    const recovered = 'count' in step && (await greenAlone(step, outcome, interrupted.signal))
    if (count !== null) counts.push(recovered ? { ...count, passed: count.passed + count.failed, failed: 0 } : count)
    if (count !== null && recovered) unsteady += count.failed
    // A part that needs another machine (root, Linux) may be left out at a desk, and is said; CI runs all of it.
    const hollow = count !== null && (count.passed === 0 || (count.skipped > 0 && process.env.CI === 'true'))
    if (hollow) console.error(`a suite runs whole or it is not green: ${count.passed} passed, ${count.skipped} skipped`)
    green = (outcome.passed || recovered) && !hollow && !interrupted.signal.aborted
    console.log(`${green ? '✓' : '✗'} ${step.title} — ${seconds(outcome.ms)}${green ? '' : `, ${outcome.ended}`}`)
    if (!green) break
  }
  const total = sum(counts)
  const failed = green ? total.failed : Math.max(1, total.failed)
  console.log(`\n${green ? 'green' : 'RED'} after ${seconds(performance.now() - began)}`)
  if (counts.length > 0 || !green) {
    const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
    const twice = unsteady > 0 ? `, ${unsteady} of them only when run once more: mend these` : ''
    console.log(`tests: ${total.passed} passed${twice}, ${failed} failed${skipped}`)
  }
  return green
}

process.exitCode = (await main()) ? 0 : 1
