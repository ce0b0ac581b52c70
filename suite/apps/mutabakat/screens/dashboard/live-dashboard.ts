/** The dashboard's figures, kept true by the company's room. Its route alone: all of the contract is much for a first screen. */
import { useLiveQuery } from '@nabiz/react'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { changesLetters } from '../../contract/changes-letters.ts'
import type { Dashboard } from '../../contract/index.ts'
import { dashboardRoutes } from '../../contract/routes/dashboard.ts'

export const dashboardKey = (company: { id: string }) => [...companyKey(company), 'dashboard'] as const

export const useDashboard = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Dashboard>({
    room: `company:${company.id}`,
    queryKey: dashboardKey(company),
    queryFn: ({ signal }) => call(dashboardRoutes.dashboard, { query: {} }, { signal }),
    apply: (_current, event) => (changesLetters(event.type) ? 'refetch' : undefined),
  })
}
