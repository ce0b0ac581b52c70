/** A second process for tests: a TypeScript program with its lines on our side, killed as tests need it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type Child = {
  pid: number
  /** The next line it prints. Rejects with what it said on stderr when it ends first. */
  line(): Promise<string>
  /** Writes to its input. */
  say(text: string): void
  kill(signal: NodeJS.Signals): Promise<void>
  /** How it ended. */
  ended: Promise<number | NodeJS.Signals | null>
}

export const startChild = (
  program: URL,
  args: string[],
  options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
): Child => {
  const child: ChildProcess = spawn(process.execPath, [program.pathname, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...options,
    env: { ...process.env, ...options.env },
    cwd: '/',
  })
  let errors = ''
  child.stderr!.on('data', chunk => {
    errors += String(chunk)
  })
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals | null)
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  return {
    pid: child.pid!,
    async line() {
      const next = await lines.next()
      if (next.done) throw new Error(`the child ended: ${errors}`)
      return next.value
    },
    say: text => {
      child.stdin!.write(`${text}\n`)
    },
    async kill(signal) {
      child.kill(signal)
      await ended
    },
    ended,
  }
}
