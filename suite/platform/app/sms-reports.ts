/** What a provider says of an SMS reaches the application that sent it; and providers that say nothing are asked. */
import { z } from 'zod'
import { defineJob } from '#platform/contract'
import { SmsRefused, type SmsReported } from '#platform/notify'
import type { Trx } from '#platform/store'
import { type Application, type BoundJob, bindJob, type JobSchedule } from './application.ts'
import type { Services } from './context.ts'

type Owners = readonly Pick<Application, 'id' | 'onSmsReport'>[]

/** Kinds begin with the id of their application. */
export const tellOwner =
  (applications: Owners, services: Services) =>
  async (trx: Trx, reported: SmsReported): Promise<void> => {
    const owner = applications.find(({ id }) => reported.kind.startsWith(`${id}.`))
    await owner?.onSmsReport?.(services, trx, reported)
  }

const smsReportsJob = defineJob('platform.sms_reports', { input: z.object({}), concurrency: 1 })

/** The next turn asks again: a provider that refuses now is no fault of a job. */
export const smsReportsOf = (applications: Owners): BoundJob =>
  bindJob(smsReportsJob, async (services, _input, job) => {
    try {
      await services.sms.ask(job.signal, tellOwner(applications, services))
    } catch (error) {
      if (!(error instanceof SmsRefused)) throw error
      services.log.warn({ code: error.code, response: error.extra.response }, 'the SMS provider was asked for reports')
    }
  })

export const smsReportsSchedule: JobSchedule = {
  contract: smsReportsJob,
  cron: '*/10 * * * *',
  time_zone: 'Europe/Istanbul',
}
