/** The `nabiz` command: chooses what was asked for, ends when it is told to, and says in one sentence what does not fit. */
import { type OpenCluster, serve } from './serve.ts'
import { readServeOptions } from './serve-options.ts'
import { token } from './token.ts'
import { LIMITS_USAGE, USAGE, UsageError } from './usage.ts'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

const tell = (line: string): void => void process.stdout.write(`${line}\n`)
const warn = (line: string): void => void process.stderr.write(`nabiz: ${line}\n`)

/** What the script knows of its package, and how it opens what stands above it. */
export type Place = { readonly version: string; readonly openCluster: OpenCluster }

const run = async ([command = 'help', ...args]: readonly string[], place: Place): Promise<void> => {
  if (command === 'help' && args[0] === 'limits') return tell(LIMITS_USAGE)
  // Whoever asks for help in the middle of a line wants it, and not to hear that this is no option.
  if (command === 'help' || [command, ...args].some(word => word === '--help' || word === '-h')) return tell(USAGE)
  if (command === 'version' || command === '--version') return tell(place.version)
  if (command === 'token') return tell(await token(args))
  if (command !== 'serve') throw new UsageError(`there is no command ${JSON.stringify(command)}; nabiz help names them`)
  const serving = await serve(readServeOptions(args), { tell, warn }, place.openCluster)
  let asked = false
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait for the readers.
      if (asked) process.exit(1)
      asked = true
      serving.stop().then(
        () => process.exit(0),
        error => fail(error),
      )
    })
  }
}

const fail = (error: unknown): never => {
  warn(error instanceof Error ? error.message : String(error))
  process.exit(error instanceof UsageError ? 2 : 1)
}

/** `args` without the names of Node and of the script; `openCluster` is asked only when there is a `--redis`. */
export const nabiz = (args: readonly string[], place: Place): Promise<void> => run(args, place).catch(fail)
