/** Processes of the suite that serve one installation: one PostgreSQL, one Redis, one data folder, any number of them. */
import { resolve } from 'node:path'
import type { RoomEvent } from '../../packages/protocol/src/index.ts'
import { createTestStore, type TestStore } from '../../suite/platform/store/testing/index.ts'
import { type ChildSuite, startChildSuite } from '../suite/child-suite.ts'
import { makeDataFolder } from '../suite/data-folder.ts'
import { letterSteps } from '../suite/letter-steps.ts'
import type { Person } from '../suite/person.ts'
import type { Wire } from '../suite/wire.ts'
import { RedisProcess } from './redis-process.ts'

export type SuiteNodes = AsyncDisposable & {
  env: Record<string, string>
  store: TestStore
  /** As `npm run web`. */
  start(): Promise<ChildSuite>
}

export const suiteNodes = async (): Promise<SuiteNodes> => {
  const [store, redis, dataDir] = await Promise.all([createTestStore(), RedisProcess.start(), makeDataFolder()])
  const env = {
    ...{ DATABASE_URL: store.urls.owner, DATA_DIR: dataDir, REDIS_URL: redis.url },
    // As the scripts of package.json: several of them start at once.
    NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../../node_modules/.cache/nabiz'),
  }
  const started: ChildSuite[] = []
  return {
    env,
    store,
    async start() {
      const suite = await startChildSuite(dataDir, env, 'web')
      started.push(suite)
      return suite
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map(suite => suite.end('SIGKILL')))
      await redis[Symbol.asyncDispose]()
      await store.close()
    },
  }
}

const noMail = async (): Promise<never> => {
  throw new Error('nobody is written to here')
}
export const stepsOf = (member: Person) => letterSteps({ member, guest: member, nextMail: noMail })
export const roomOf = (person: Person) => `company:${person.company_id}`
export const letterIn = (event: RoomEvent) => (event.data as { mutabakat_id: string }).mutabakat_id
/** The letters that a wire was told of, as they came. */
export const createdIn = (wire: Wire, person: Person) =>
  wire.events(roomOf(person)).filter(({ type }) => type === 'mutabakat_created')
