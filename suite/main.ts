/** The process: reads the environment, starts the suite, says where it is, and ends it in order. */

import { StoreRefusal } from '#platform/store'
import { ConfigRefused, readConfig, screensAreBuilt } from './config.ts'
import { startSuite } from './start.ts'

// Before any date is made: what a day is comes from the company's zone, never from the machine's.
process.env.TZ = 'UTC'

/** Past this the process ends anyway: whoever asked it to stop is waiting. */
const CLOSE_MS = 15_000

const refuse = (sentence: string): never => {
  console.error(`\nNabız did not start: ${sentence}\n`)
  process.exit(1)
}

const config = (() => {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigRefused) return refuse(error.message)
    throw error
  }
})()

const suite = await startSuite(config).catch((error: unknown) => {
  if (error instanceof StoreRefusal) return refuse(error.message)
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') return refuse(`port ${config.port} is taken. Try PORT=${config.port + 1} npm start`)
  throw error
})

const lines = [
  '',
  `  Nabız ${config.version}`,
  `  ${suite.url}`,
  ...(suite.sample ? [`  Sign in as  ${suite.sample.email}  /  ${suite.sample.password}`] : []),
  ...(suite.sample && !suite.services.mail.connected ? [`  Mail        ${suite.url}/dev/mail`] : []),
  ...(suite.setUpLink ? [`  First owner ${suite.setUpLink}`, '              (works once, for 30 minutes)'] : []),
  ...(screensAreBuilt(config) ? [] : ['  The screens are not built: npm run build']),
  '',
]
let closing = false
const close = (signal: NodeJS.Signals): void => {
  if (closing) return
  closing = true
  suite.services.log.info({ signal }, 'closing')
  // Holds the process too: what closing waits for may be a connection that by itself would not.
  setTimeout(() => process.exit(1), CLOSE_MS)
  suite.close().then(
    () => process.exit(0),
    (error: unknown) => {
      suite.services.log.error({ err: error }, 'closing failed')
      process.exit(1)
    },
  )
}
process.on('SIGTERM', close)
process.on('SIGINT', close)
// Whatever goes wrong outside a request is logged; the database holds the truth, so the process goes on.
process.on('unhandledRejection', error => suite.services.log.error({ err: error }, 'unhandled rejection'))

// Last: who reads it may ask the process to end at once.
console.log(lines.join('\n'))
