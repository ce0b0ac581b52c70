/** A process that only works on jobs. What it changes reaches people through the process that serves them. */
import type { Logger } from 'pino'
import type { Services } from '#platform/app'
import type { Store } from '#platform/store'
import { applications } from './applications.ts'
import type { Config } from './config.ts'
import { scheduleJobs } from './maintenance.ts'
import { createLog } from './open-database.ts'
import { openServices } from './open-services.ts'
import { startProbeServer } from './probe-server.ts'
import { publicUrlOf } from './public-url.ts'

export type Worker = {
  services: Services
  /** Where it answers /health and /ready; null when nobody asked for it. */
  probes: string | null
  close(): Promise<void>
}

/**
 * Recorded events go into the outbox, which the relay of the serving process empties; passing ones through the
 * database. It needs the same DATA_DIR: the files people sent and the keys lie there.
 */
export const startWorker = async (
  config: Config,
  options: { log?: Logger; now?: () => Date; store?: Promise<Store> } = {},
): Promise<Worker> => {
  const log = options.log ?? createLog(config)
  const { services, closeJobs, close } = await openServices(config, {
    part: 'worker',
    log,
    store: options.store,
    publishPassing: null,
    publicUrl: publicUrlOf(config, config.port, log),
    now: options.now ?? (() => new Date()),
  })
  const { host, workerPort } = config
  const probes = workerPort === undefined ? null : await startProbeServer(services.store, { host, port: workerPort })
  await services.jobs.start()
  await scheduleJobs(services, applications)
  return {
    services,
    probes: probes && `http://${host.includes(':') ? `[${host}]` : host}:${probes.port}`,
    async close() {
      await probes?.close()
      await closeJobs()
      await close()
    },
  }
}
