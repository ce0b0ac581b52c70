/** A whole suite for tests: real database, real SMTP catcher, real sockets, in a folder of its own. */
import { type Logger, pino } from 'pino'
import { readConfig } from '../../suite/config.ts'
import { type Suite, startSuite } from '../../suite/start.ts'
import { makeDataFolder } from './data-folder.ts'
import { createStranger, type Person, signInAt } from './person.ts'

export type TestSuite = {
  suite: Suite
  url: string
  dataDir: string
  /** Nobody: no cookie. */
  stranger(): Person
  /** Everybody in a test has the sample's password. */
  signIn(email?: string): Promise<Person>
  /** Somebody new with a company of their own, signed in. */
  addCompany(title: string, email: string): Promise<Person>
  /** Somebody new in a company that is there, signed in. */
  addMember(
    company_id: string,
    email: string,
    role: 'owner' | 'admin' | 'manager' | 'member' | 'viewer',
  ): Promise<Person>
  /** Ends the processes; the folder goes when the test's process ends. */
  close(): Promise<void>
}

const PASSWORD = 'nabiz-ornek-2026'
const BY = { actor: 'system' }

/** Starts on a free port. `env` is what the environment would say. */
export const startTestSuite = async (
  env: Record<string, string> = {},
  options: { dataDir?: string; now?: () => Date; log?: Logger } = {},
): Promise<TestSuite> => {
  const dataDir = options.dataDir ?? (await makeDataFolder())
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', SAMPLE: 'bare', ...env })
  const suite = await startSuite(config, {
    log: options.log ?? pino({ level: env.LOG_LEVEL ?? 'silent' }),
    ...(options.now && { now: options.now }),
  })
  const { identity, services } = suite
  const signIn = (email = suite.sample!.email) => signInAt(suite.url, email, PASSWORD)
  const newUser = (email: string) => ({ name: email.split('@')[0]!, email, password: PASSWORD, locale: null })
  return {
    suite,
    url: suite.url,
    dataDir,
    stranger: () => createStranger(suite.url),
    signIn,
    async addCompany(title, email) {
      await services.store.asSystem('a test adds a company', async trx => {
        const { user_id } = await identity.createUser(trx, newUser(email))
        await identity.createCompany(trx, { title, time_zone: 'Europe/Istanbul', owner_id: user_id }, BY)
      })
      return signIn(email)
    },
    async addMember(company_id, email, role) {
      await services.store.asSystem('a test adds a member', async trx => {
        const { user_id } = await identity.createUser(trx, newUser(email))
        await identity.addMember(trx, { company_id, user_id, role }, BY)
      })
      return signIn(email)
    },
    close: () => suite.close(),
  }
}
