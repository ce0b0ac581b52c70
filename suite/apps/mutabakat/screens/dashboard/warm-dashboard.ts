/**
 * Asks for the dashboard's numbers while its code is still on the way: on a cold start they are there at the first paint.
 * The live query asks again once it is mounted, so what is shown early is never what stays.
 */
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../../../web/api/call.ts'
import { meQuery } from '../../../../web/session/me.ts'
import { dashboardRoutes } from '../../contract/routes/dashboard.ts'
import { dashboardKey } from './live-dashboard.ts'

/** Does nothing for who is not signed in or not a member; a failure is the screen's to meet and tell. */
export const warmDashboard = async (queries: QueryClient, slug: string): Promise<void> => {
  const { companies } = await queries.ensureQueryData(meQuery)
  const company = companies.find(one => one.slug === slug)
  if (!company) return
  await queries.prefetchQuery({
    queryKey: dashboardKey(company),
    queryFn: ({ signal }) => call(dashboardRoutes.dashboard, { query: {} }, { signal, company: company.id }),
  })
}
