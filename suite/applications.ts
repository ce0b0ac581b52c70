/** The applications of this suite. Order is the order of the menu and of their migrations. */
import type { Application } from '#platform/app'
import { mutabakat } from './apps/mutabakat/app.ts'

export const applications: readonly Application[] = [mutabakat]
