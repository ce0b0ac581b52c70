/** The applications this shell mounts, for every part that lists them. */
import { createContext, use } from 'react'
import type { WebApplication } from '../define-web-application.ts'

const ApplicationsContext = createContext<readonly WebApplication[]>([])
export const ApplicationsProvider = ApplicationsContext
export const useApplications = (): readonly WebApplication[] => use(ApplicationsContext)
