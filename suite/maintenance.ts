/** The nightly chores of an installation: what durable rooms remember is trimmed, bytes without a row are removed. */
import { z } from 'zod'
import type { Services } from '#platform/app'
import { defineJob } from '#platform/contract'
import { trimEventLog } from '#platform/store'

/** Who was away longer than this loads a snapshot instead of the missed events. */
const KEPT_DAYS = 7
const KEPT_EVENTS_A_ROOM = 100_000

const maintenanceJob = defineJob('platform.maintenance', { input: z.object({}) })

/** Before the jobs start. */
export const registerMaintenance = (services: Services): void => {
  services.jobs.register(maintenanceJob, async () => {
    const trimmed = await services.store.asSystem('the event log is trimmed', trx =>
      trimEventLog(trx, {
        max_events: KEPT_EVENTS_A_ROOM,
        max_age_ms: KEPT_DAYS * 86_400_000,
        now: services.now(),
      }),
    )
    const { removed } = await services.files.sweep()
    services.log.info({ trimmed, removed }, 'maintenance')
  })
}

/** After they started: every night at 03:00 in Istanbul. */
export const scheduleMaintenance = (services: Services): Promise<void> =>
  services.jobs.schedule(maintenanceJob, {}, { cron: '0 3 * * *', time_zone: 'Europe/Istanbul' })
