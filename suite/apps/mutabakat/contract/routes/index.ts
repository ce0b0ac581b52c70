/** The application's REST routes, as contracts for both ends. */
import { counterpartyRoutes } from './counterparties.ts'
import { importRoutes } from './imports.ts'
import { letterRoutes } from './letters.ts'
import { portalRoutes } from './portal.ts'

export { LETTER_SORTS, letterFilters } from './letters.ts'

export const routes = { ...letterRoutes, ...counterpartyRoutes, ...importRoutes, ...portalRoutes } as const
