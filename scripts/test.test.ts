/** The test command's own promises, shown on real processes. */
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plantTree } from './planted-tree.ts'
import { countPlaywright, countVitest } from './steps/count-tests.ts'
import { failedInPlaywright, failedInVitest } from './steps/failed-files.ts'
import { type Outcome, runStep } from './steps/run-step.ts'

const never = new AbortController().signal

const node = (program: string, signal: AbortSignal = never): Promise<Outcome> => {
  const step = { title: 'planted', command: process.execPath, args: ['-e', program] }
  return runStep(step, { cwd: tmpdir(), signal, grace_ms: 500 })
}

/** A zombie counts as gone: who inherits it decides when it leaves the table. */
const lives = (pid: number): boolean => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Starts a child that would live for a minute, and ends once the child had time to be seen. */
const leaving = (options: string): string =>
  `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], ${options}).unref()
   setTimeout(() => process.exit(0), 900)`

test('[G15] a step that ends well passes, one that fails or cannot start does not', async () => {
  expect(await node('')).toMatchObject({ passed: true, ended: 'exit 0', left: [] })
  expect(await node('process.exit(3)')).toMatchObject({ passed: false, ended: 'exit 3' })
  const missing = await runStep({ title: 'x', command: 'no-such-program', args: [] }, { cwd: tmpdir(), signal: never })
  expect(missing).toMatchObject({ passed: false, ended: expect.stringMatching(/ENOENT/) })
})

test.each([
  ['in the group of the step', "{ stdio: 'ignore' }"],
  ['in a group of its own, with nothing of our environment', "{ stdio: 'ignore', detached: true, env: {} }"],
])('[G15] what is left behind %s is killed and fails the step', async (_where, options) => {
  const outcome = await node(leaving(options))
  expect(outcome).toMatchObject({ passed: false, ended: 'exit 0', left: [{ command: expect.stringMatching(/60000/) }] })
  await expect.poll(() => lives(outcome.left[0]!.pid)).toBe(false)
})

test('[G15] an interrupted step ends together with what it started', async () => {
  using folder = plantTree({ 'nothing.txt': '' })
  const file = join(folder.root, 'ready')
  const interrupted = new AbortController()
  const running = node(
    `require('node:child_process').spawn(process.execPath, ['-e', 'require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid)); setTimeout(() => {}, 60000)'])
     setTimeout(() => {}, 60000)`,
    interrupted.signal,
  )
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8') !== '').toBe(true)
  interrupted.abort()
  expect(await running).toMatchObject({ passed: false, ended: 'SIGTERM', left: [] })
})

test('[G15] reports are added up, and a runner without a report proved nothing', () => {
  using tree = plantTree({
    'vitest.json': JSON.stringify({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }),
    'playwright.json': JSON.stringify({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 } }),
  })
  expect(countVitest(join(tree.root, 'vitest.json'))).toEqual({ passed: 5, failed: 1, skipped: 3 })
  expect(countPlaywright(join(tree.root, 'playwright.json'))).toEqual({ passed: 4, failed: 2, skipped: 3 })
  expect(countVitest(join(tree.root, 'gone.json'))).toEqual({ passed: 0, failed: 0, skipped: 0 })
})

test('[G18] the files with a failure are named, and no others', () => {
  const file = (name: string, ok: boolean) => ({
    file: name,
    specs: [{ ok: true }],
    suites: [{ file: name, specs: [{ ok }] }],
  })
  using tree = plantTree({
    'vitest.json': JSON.stringify({
      testResults: [
        { name: '/a.test.ts', status: 'passed' },
        { name: '/b.test.ts', status: 'failed' },
      ],
    }),
    'playwright.json': JSON.stringify({ suites: [file('c.spec.ts', true), file('d.spec.ts', false)] }),
  })
  expect(failedInVitest(join(tree.root, 'vitest.json'))).toEqual(['/b.test.ts'])
  expect(failedInPlaywright(join(tree.root, 'playwright.json'))).toEqual(['d.spec.ts'])
  expect([failedInVitest(join(tree.root, 'gone.json')), failedInPlaywright(join(tree.root, 'gone.json'))]).toEqual([
    [],
    [],
  ])
})
