/** The people of the tab's company, and the invitations nobody took up yet; both follow what others do. */
import { useLiveQuery } from '@nabiz/react'
import { useQueryClient } from '@tanstack/react-query'
import { listInvitationsRoute, listMembersRoute } from '#platform/contract'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'

const membersKey = (company: { id: string }) => [...companyKey(company), 'members'] as const
const invitationsKey = (company: { id: string }) => [...companyKey(company), 'invitations'] as const

export const useMembers = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery({
    room: `company:${company.id}`,
    queryKey: membersKey(company),
    queryFn: ({ signal }) => call(listMembersRoute, {}, { signal }),
    apply: (_members, event) => (event.type === 'members_changed' ? 'refetch' : undefined),
  })
}

export const useInvitations = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery({
    room: `leaders:${company.id}`,
    queryKey: invitationsKey(company),
    queryFn: ({ signal }) => call(listInvitationsRoute, {}, { signal }),
    apply: (_invitations, event) => (event.type === 'invitations_changed' ? 'refetch' : undefined),
  })
}

/** Asks for both again after a change. */
export const useRefreshPeople = () => {
  const company = useCompany()
  const queries = useQueryClient()
  return () =>
    Promise.all([membersKey(company), invitationsKey(company)].map(queryKey => queries.invalidateQueries({ queryKey })))
}
