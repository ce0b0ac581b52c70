/** The companies a clock's job goes through, each with its zone. */
import type { Services } from '#platform/app'

export type CompanyNow = { id: string; time_zone: string }

/** In one order, so that a job that stops and starts again goes the same way. */
export const companiesNow = (services: Services): Promise<CompanyNow[]> =>
  services.store.asSystem('a clock of e-mutabakat goes through the companies', trx =>
    trx.selectFrom('platform.company').select(['id', 'time_zone']).orderBy('id').execute(),
  )
