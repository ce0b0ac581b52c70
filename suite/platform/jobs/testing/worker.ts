/** A worker to be killed: `node worker.ts {app url} before|after` the commit of the effect. */
import { pino } from 'pino'
import { createStore } from '../../store/store.ts'
import { addEffect, effectJob, openJobs } from './effects.ts'

const [url, when] = process.argv.slice(2) as [string, 'before' | 'after']
const access = { connectionString: url }
const store = createStore({ app: access, owner: access, appRole: 'nabiz_app', log: pino({ level: 'silent' }) })
const jobs = await openJobs(store)
jobs.register(effectJob, async ({ name }, job) => {
  if (when === 'after')
    await store.inCompany(job.company_id!, async trx => {
      await addEffect(trx, job.company_id!, name, job.attempt)
      await job.complete(trx, { counts: { effects: 1 }, file_id: null })
    })
  else await job.report({ done: 1, total: 2, step: 'half' })
  console.log(when)
  await new Promise(() => {})
})
await jobs.start()
