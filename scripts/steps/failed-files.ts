/** Which files of a run had a test that failed, from what the runners report. */
import { existsSync, readFileSync } from 'node:fs'

type VitestReport = { testResults: readonly { name: string; status: string }[] }
type Suite = { file: string; specs: readonly { ok: boolean }[]; suites?: readonly Suite[] }
type PlaywrightReport = { suites: readonly Suite[] }

const read = <T>(path: string): T | null => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null)

/** Absolute paths; a file that could not be loaded counts. */
export const failedInVitest = (path: string): string[] =>
  (read<VitestReport>(path)?.testResults ?? []).filter(({ status }) => status === 'failed').map(({ name }) => name)

const broken = ({ specs, suites = [] }: Suite): boolean => specs.some(({ ok }) => !ok) || suites.some(broken)

/** Paths from the folder of the tests. */
export const failedInPlaywright = (path: string): string[] =>
  (read<PlaywrightReport>(path)?.suites ?? []).filter(broken).map(({ file }) => file)
