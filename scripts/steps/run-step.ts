/** Runs one command of the test run in a process group of its own, and ends whatever it leaves behind. */
import { spawn } from 'node:child_process'
import { setTimeout as after } from 'node:timers/promises'
import { type Family, followFamily, type Process } from './process-family.ts'

export type Step = {
  title: string
  command: string
  args: readonly string[]
  env?: Record<string, string>
}

/** `left` names processes that outlived the step and had to be killed: the step failed then, whatever it said. */
export type Outcome = { title: string; passed: boolean; ended: string; ms: number; left: readonly Process[] }

export type StepOptions = {
  cwd: string
  /** Aborting it ends the step and everything it started. */
  signal: AbortSignal
  /** How long a process may take to end by itself before it counts as left behind; 5 s unless told. */
  grace_ms?: number
}

const GRACE_MS = 5_000
const LOOK_EVERY_MS = 200

const kill = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself meanwhile.
  }
}

/** Never rejects: a command that cannot start is an outcome too. */
export const runStep = async (step: Step, options: StepOptions): Promise<Outcome> => {
  const started = performance.now()
  const grace_ms = options.grace_ms ?? GRACE_MS
  const { promise, resolve } = Promise.withResolvers<{ passed: boolean; ended: string }>()
  const child = spawn(step.command, step.args, {
    cwd: options.cwd,
    env: { ...process.env, ...step.env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  child.once('error', error => resolve({ passed: false, ended: error.message }))
  child.once('exit', (code, signal) => resolve({ passed: code === 0, ended: signal ?? `exit ${code}` }))
  const group = child.pid
  if (group === undefined) return { title: step.title, ...(await promise), ms: performance.now() - started, left: [] }

  const family = followFamily(group)
  const watch = setInterval(() => family.look(), LOOK_EVERY_MS)
  let insist: NodeJS.Timeout | undefined
  const stop = (): void => {
    family.look()
    kill(-group, 'SIGTERM')
    insist = setTimeout(() => kill(-group, 'SIGKILL'), grace_ms)
  }
  options.signal.addEventListener('abort', stop, { once: true })
  if (options.signal.aborted) stop()
  const { passed, ended } = await promise
  options.signal.removeEventListener('abort', stop)
  clearInterval(watch)
  clearTimeout(insist)
  const left = await sweep(group, family, grace_ms)
  return { title: step.title, passed: passed && left.length === 0, ended, ms: performance.now() - started, left }
}

const sweep = async (group: number, family: Family, grace_ms: number): Promise<Process[]> => {
  const deadline = performance.now() + grace_ms
  family.look()
  while (family.alive().length > 0 && performance.now() < deadline) {
    await after(LOOK_EVERY_MS)
    family.look()
  }
  const left = family.alive()
  kill(-group, 'SIGKILL')
  for (const { pid } of left) kill(pid, 'SIGKILL')
  return left
}
