/** The chores of an installation: what was kept long enough goes, the audit log is verified and its ends are signed. */
import { z } from 'zod'
import { type Application, type Services, smsReportsSchedule } from '#platform/app'
import { defineJob } from '#platform/contract'
import { runRetention, trimAccounts } from '#platform/privacy'
import { trimEventLog } from '#platform/store'

/** Who was away longer than this loads a snapshot instead of the missed events. */
const KEPT_DAYS = 7
const KEPT_EVENTS_A_ROOM = 100_000

const maintenanceJob = defineJob('platform.maintenance', { input: z.object({}) })
const auditHeadsJob = defineJob('platform.audit_heads', { input: z.object({}) })

/** Once a night. Every step is safe to run again; one that fails is tried again with those after it. */
export const maintain = async (services: Services): Promise<void> => {
  const { store, log, now } = services
  const trimmed = await store.asSystem('the event log is trimmed', trx =>
    trimEventLog(trx, { max_events: KEPT_EVENTS_A_ROOM, max_age_ms: KEPT_DAYS * 86_400_000, now: now() }),
  )
  const ended = await store.asSystem('what accounts leave behind is trimmed', trx => trimAccounts(trx, now()))
  const retention = await runRetention(services, services.dataRules.retention)
  const { removed } = await services.files.sweep()
  for (const { company_id, verdict } of await services.trail.verifyAll())
    log.error({ company_id, problem: verdict.problem }, 'the audit log does not hold')
  log.info({ trimmed, ended, retention, removed }, 'maintenance')
}

/** Before the jobs start. */
export const registerMaintenance = (services: Services): void => {
  services.jobs.register(maintenanceJob, () => maintain(services))
  services.jobs.register(auditHeadsJob, async () => {
    await services.trail.signHeads()
  })
}

/** After they started: the platform's own clock, and what the applications ask of it. */
export const scheduleJobs = async (services: Services, applications: readonly Application[]): Promise<void> => {
  await scheduleMaintenance(services)
  for (const { contract, ...when } of [smsReportsSchedule, ...applications.flatMap(({ schedules }) => schedules ?? [])])
    await services.jobs.schedule(contract, {}, when)
}

/** Every night at 03:00 in Istanbul, and after a night without a process once it is back. */
const scheduleMaintenance = async (services: Services): Promise<void> => {
  const time_zone = 'Europe/Istanbul'
  await services.jobs.schedule(maintenanceJob, {}, { cron: '0 3 * * *', time_zone, missed: 'once' })
  // What was written since the last head is vouched for by the chain alone, so the heads are close to each other.
  await services.jobs.schedule(auditHeadsJob, {}, { cron: '*/10 * * * *', time_zone, missed: 'once' })
}
