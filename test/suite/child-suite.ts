/** The suite as people start it, `node suite/main.ts`, in a process of its own that a test may kill. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { SAMPLE_SIGN_IN } from '../../suite/sample.ts'
import { createStranger, type Person, signInAt } from './person.ts'
import { within } from './within.ts'

export type ChildSuite = {
  url: string
  pid: number
  /** All it printed so far, log included. */
  printed(): string
  stranger(): Person
  signIn(): Promise<Person>
  /** Resolves when the process is gone, with its exit code or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>
}

const MAIN = resolve(import.meta.dirname, '../../suite/main.ts')

/** Resolves when it says where it listens. Rejects with what it printed when it ends instead. */
export const startChildSuite = async (dataDir: string, env: Record<string, string> = {}): Promise<ChildSuite> => {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
  })
  let printed = ''
  const said = Promise.withResolvers<string>()
  const hear = (chunk: unknown) => {
    printed += String(chunk)
    const url = /^ {2}(http:\S+)\s*$/m.exec(printed)?.[1]
    if (url) said.resolve(url)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals | null)
  void ended.then(how => said.reject(new Error(`the suite ended with ${how}: ${printed}`)))
  const url = await within(said.promise, 'started suite', 30_000)
  return {
    url,
    pid: child.pid!,
    printed: () => printed,
    stranger: () => createStranger(url),
    signIn: () => signInAt(url, SAMPLE_SIGN_IN.email, SAMPLE_SIGN_IN.password),
    async end(signal) {
      child.kill(signal)
      return within(ended, 'end of the suite', 30_000)
    },
  }
}
