/** The job that completes the sample after the first start, so that nobody waits for it: its linked company, then proof. */
import type { Services } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import { linkRequestJob, mirrorJob } from '../../contract/index.ts'
import { addDays, dayInZone } from '../../domain/index.ts'
import { monthEndBefore } from '../../sample/month-end-before.ts'
import { linkSample, type SampleSides } from './link-sample.ts'
import { proveSample } from './prove-sample.ts'
import { sendDiffering, sendMatching } from './send-sample.ts'

const HOUR_MS = 3_600_000

/** What the sample brings over by its own hand, at the hour it happened. */
const CARRIED: readonly string[] = [linkRequestJob.name, mirrorJob.name]

/** The same services at another hour. What happened then rang its bells then. */
const at = (services: Services, when: Date): Services => ({
  ...services,
  now: () => when,
  inbox: { ...services.inbox, notify: async () => {}, notifyAll: async () => {} },
  jobs: {
    ...services.jobs,
    enqueue: async (trx, contract, input, options) =>
      CARRIED.includes(contract.name) ? { task_id: '' } : services.jobs.enqueue(trx, contract, input, options),
  },
})

/** Whoever removed the sample meanwhile removed both. */
const isThere = (services: Services, { sample }: SampleSides): Promise<boolean> =>
  services.store.inCompany(sample.company_id, async trx => {
    const company = await trx.selectFrom('platform.company').select('id').where('id', '=', sample.company_id).execute()
    return company.length > 0
  })

/** Safe to run again: each step looks for what is there. */
export const runSample = async (
  services: Services,
  input: SampleSides & { time_zone: string },
  job: Pick<JobContext, 'signal'>,
): Promise<void> => {
  const sample = { ...input.sample, role: 'owner' as const }
  const sides = { sample, partner: { ...input.partner, role: 'owner' as const } }
  if (!(await isThere(services, sides))) return
  const today = dayInZone(services.now(), input.time_zone)
  const compared = monthEndBefore(today, 2)
  const morning = (days: number) => new Date(`${addDays(compared, days)}T07:40:00Z`)
  const yesterday = new Date(services.now().getTime() - 20 * HOUR_MS)
  const cards = await linkSample(at(services, morning(1)), sides)
  await sendDiffering(at(services, morning(3)), sides, cards, compared)
  await sendMatching(at(services, yesterday), sides, cards, monthEndBefore(today, 1))
  await proveSample(services, sample.company_id, job)
}
