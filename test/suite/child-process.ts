/** `node suite/main.ts`, whole or in part, in a process of its own that a test may kill. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { within } from './within.ts'

export type ChildProcess = {
  pid: number
  /** All it printed so far, log included. */
  printed(): string
  /** What the first group of `pattern` matches in what it prints. Rejects with all of it when the process ends before. */
  said(pattern: RegExp): Promise<string>
  ended: Promise<number | NodeJS.Signals | null>
  /** Resolves when the process is gone, with its exit code or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>
}

const MAIN = resolve(import.meta.dirname, '../../suite/main.ts')
const WITHIN_MS = 30_000

/** `words` follow the program's name; `env` is all it is told, beside the path. */
export const startProcess = (words: readonly string[], env: Record<string, string>): ChildProcess => {
  const child = spawn(process.execPath, [MAIN, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  })
  let printed = ''
  const looks = new Set<() => void>()
  const hear = (chunk: unknown) => {
    printed += String(chunk)
    for (const look of looks) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals | null)
  return {
    pid: child.pid!,
    printed: () => printed,
    said(pattern) {
      const found = Promise.withResolvers<string>()
      const look = () => {
        const [, group] = pattern.exec(printed) ?? []
        if (group !== undefined) found.resolve(group)
      }
      looks.add(look)
      look()
      void ended.then(how => found.reject(new Error(`the process ended with ${how}: ${printed}`)))
      return within(found.promise, `line like ${pattern}`, WITHIN_MS).finally(() => looks.delete(look))
    },
    ended,
    end(signal) {
      child.kill(signal)
      return within(ended, 'end of the process', WITHIN_MS)
    },
  }
}
