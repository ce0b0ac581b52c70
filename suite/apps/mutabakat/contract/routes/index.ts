/** The application's REST routes, as contracts for both ends. */
import { babsRoutes } from './babs.ts'
import { boardRoutes } from './board.ts'
import { callRoutes } from './calls.ts'
import { certificateRoutes } from './certificates.ts'
import { cockpitRoutes } from './cockpit.ts'
import { comparisonRoutes } from './comparison.ts'
import { counterpartyRoutes } from './counterparties.ts'
import { dashboardRoutes } from './dashboard.ts'
import { deliveryRoutes } from './deliveries.ts'
import { importRoutes } from './imports.ts'
import { incomingComparisonRoutes } from './incoming-comparison.ts'
import { letterRoutes } from './letters.ts'
import { mirrorRoutes } from './mirror.ts'
import { periodRoutes } from './periods.ts'
import { portalRoutes } from './portal.ts'
import { reportRoutes } from './reports.ts'
import { settingsRoutes } from './settings.ts'
import { templateRoutes } from './templates.ts'

export { COUNTERPARTY_SORTS, counterpartyFilters } from './counterparties.ts'
export { LETTER_SORTS, letterFilters } from './letters.ts'
export { INCOMING_SORTS, incomingFilters } from './mirror.ts'

export const routes = {
  ...letterRoutes,
  ...dashboardRoutes,
  ...counterpartyRoutes,
  ...importRoutes,
  ...portalRoutes,
  ...deliveryRoutes,
  ...templateRoutes,
  ...certificateRoutes,
  ...reportRoutes,
  ...periodRoutes,
  ...cockpitRoutes,
  ...settingsRoutes,
  ...comparisonRoutes,
  ...boardRoutes,
  ...mirrorRoutes,
  ...incomingComparisonRoutes,
  ...callRoutes,
  ...babsRoutes,
} as const
