/** The process: reads the environment, starts the suite or a part of it, says where it is, and ends it in order. */

import { StoreRefusal } from '#platform/store'
import { type Config, ConfigRefused, readConfig, screensAreBuilt } from './config.ts'
import { createLog, openDatabase } from './open-database.ts'
import { PARTS, type Part } from './part.ts'

// Before any date is made: what a day is comes from the company's zone, never from the machine's.
process.env.TZ = 'UTC'

/** Past this the process ends anyway: whoever asked it to stop is waiting. */
const CLOSE_MS = 15_000

const refuse = (sentence: string): never => {
  console.error(`\nNabız did not start: ${sentence}\n`)
  process.exit(1)
}

const readPart = (word = 'all'): Part =>
  PARTS.find(part => part === word) ?? refuse(`there is no part called ${word}; there are ${PARTS.join(', ')}`)

const part = readPart(process.argv[2])
const config = (() => {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigRefused) return refuse(error.message)
    throw error
  }
})()
// The private database belongs to one process: with it, one process does everything.
if (part !== 'all' && !config.databaseUrl)
  refuse('npm run web and npm run worker share one database: set DATABASE_URL. Without it npm start does both')

// The database starts while the rest of the suite is read: each takes about a second.
const log = createLog(config)
const store = openDatabase(config, log)
store.catch(() => {})

type Started = { lines: string[]; close(): Promise<void> }

const startServing = async (serving: Config, what: 'all' | 'web'): Promise<Started> => {
  const { startSuite } = await import('./start.ts')
  const suite = await startSuite(serving, { part: what, log, store })
  const { sample, setUpLink, services, url } = suite
  return {
    lines: [
      `  ${url}`,
      ...(what === 'web' ? ['  Jobs wait for  npm run worker'] : []),
      ...(sample
        ? [`  Sign in as  ${sample.email}  /  ${sample.password}`, `  Linked with ${sample.partner.email}`]
        : []),
      ...(sample && !services.mail.connected ? [`  Mail        ${url}/dev/mail`] : []),
      ...(setUpLink ? [`  First owner ${setUpLink}`, '              (works once, for 30 minutes)'] : []),
      ...(screensAreBuilt(serving) ? [] : ['  The screens are not built: npm run build']),
    ],
    close: () => suite.close(),
  }
}

const startWorking = async (working: Config): Promise<Started> => {
  const { startWorker } = await import('./start-worker.ts')
  const worker = await startWorker(working, { log, store })
  return {
    lines: ['  Working on jobs', ...(worker.probes ? [`  Probes      ${worker.probes}/ready`] : [])],
    close: () => worker.close(),
  }
}

const started = await (part === 'worker' ? startWorking(config) : startServing(config, part)).catch(
  async (error: unknown) => {
    // Else the database of a data folder would go on without us.
    await store.then(opened => opened.close()).catch(() => {})
    if (error instanceof StoreRefusal || error instanceof ConfigRefused) return refuse(error.message)
    const { code, port } = error as NodeJS.ErrnoException & { port?: number }
    if (code === 'EADDRINUSE')
      return refuse(`port ${port} is taken. Choose another by ${part === 'worker' ? 'WORKER_PORT' : 'PORT'}`)
    throw error
  },
)

let closing = false
const close = (signal: NodeJS.Signals): void => {
  if (closing) return
  closing = true
  log.info({ signal }, 'closing')
  // Holds the process too: what closing waits for may be a connection that by itself would not.
  setTimeout(() => process.exit(1), CLOSE_MS)
  started.close().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'closing failed')
      process.exit(1)
    },
  )
}
process.on('SIGTERM', close)
process.on('SIGINT', close)
// Whatever goes wrong outside a request is logged; the database holds the truth, so the process goes on.
process.on('unhandledRejection', error => log.error({ err: error }, 'unhandled rejection'))

// Last: who reads it may ask the process to end at once.
console.log(['', `  Nabız ${config.version}`, ...started.lines, ''].join('\n'))
