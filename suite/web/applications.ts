/** Every application whose screens this shell mounts, in the order of the sidebar. */
import { mutabakat } from '../apps/mutabakat/web.tsx'
import type { WebApplication } from './define-web-application.ts'

export const applications: readonly WebApplication[] = [mutabakat]
