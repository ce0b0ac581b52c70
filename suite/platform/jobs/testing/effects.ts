/** A job with an effect that tests can count, and the worker process that is killed in the middle of it. */
import { randomUUIDv7 } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { pino } from 'pino'
import { z } from 'zod'
import { defineJob } from '#platform/contract'
import { companyTable, type MigrationModule, type Store, type Trx } from '#platform/store'
import { createJobs, type Jobs, type JobsOptions } from '../index.ts'

/** `at_once` retries, so tests do not wait for a delay. */
const retry = { limit: 3, delay_s: 0, backoff: false }
export const effectJob = defineJob('test.effect', { input: z.object({ name: z.string() }), task: true, retry })

export const effectMigrations: MigrationModule = {
  schema: 'effect',
  migrations: {
    '0001': {
      up: async (trx: Kysely<unknown>) => {
        await sql`create table effect.done (company_id uuid not null, name text not null, attempt int not null)`.execute(
          trx,
        )
        await companyTable(trx, 'effect.done')
      },
    },
  },
}

export const addEffect = async (trx: Trx, company_id: string, name: string, attempt: number): Promise<void> => {
  await sql`insert into effect.done values (${company_id}, ${name}, ${attempt})`.execute(trx)
}

export const effects = async (store: Store): Promise<{ name: string; attempt: number }[]> =>
  store.asSystem('a test counts effects', async trx => {
    const { rows } = await sql<{
      name: string
      attempt: number
    }>`select name, attempt from effect.done order by 1, 2`.execute(trx)
    return rows
  })

export const openJobs = (store: Store, more: Partial<JobsOptions> = {}): Promise<Jobs> =>
  createJobs({
    store,
    log: pino({ level: 'silent' }),
    publishPassing: () => {},
    now: () => new Date(),
    id: randomUUIDv7,
    ...more,
  })
