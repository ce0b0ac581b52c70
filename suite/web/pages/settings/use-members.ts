/** The people of the tab's company, and the invitations nobody took up yet. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listInvitationsRoute, listMembersRoute } from '#platform/contract'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'

const membersKey = (company: { id: string }) => [...companyKey(company), 'members'] as const
const invitationsKey = (company: { id: string }) => [...companyKey(company), 'invitations'] as const

export const useMembers = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery({
    queryKey: membersKey(company),
    queryFn: ({ signal }) => call(listMembersRoute, {}, { signal }),
  })
}

export const useInvitations = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery({
    queryKey: invitationsKey(company),
    queryFn: ({ signal }) => call(listInvitationsRoute, {}, { signal }),
  })
}

/** Asks for both again after a change. */
export const useRefreshPeople = () => {
  const company = useCompany()
  const queries = useQueryClient()
  return () =>
    Promise.all([membersKey(company), invitationsKey(company)].map(queryKey => queries.invalidateQueries({ queryKey })))
}
