/** Adds up what the test runners report, so that the run can end with one line that says how much was proved. */
import { existsSync, readFileSync } from 'node:fs'

export type Count = { passed: number; failed: number; skipped: number }

const NOTHING: Count = { passed: 0, failed: 0, skipped: 0 }

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests?: number }
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }

const read = <T>(path: string): T | null => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null)

/** A runner that wrote no report has proved nothing. */
export const countVitest = (path: string): Count => {
  const report = read<VitestReport>(path)
  if (report === null) return NOTHING
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0)
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped }
}

/** A test that only passed at the second try failed once: that is a failure here. */
export const countPlaywright = (path: string): Count => {
  const stats = read<PlaywrightReport>(path)?.stats
  if (stats === undefined) return NOTHING
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

export const sum = (counts: readonly Count[]): Count =>
  counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    NOTHING,
  )
