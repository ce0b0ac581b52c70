/** The list of calls and the reach of one letter, each kept true by the company's room. */
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData } from '@tanstack/react-query'
import type { Page } from '#platform/contract'
import type { ListPage } from '../../../../web/api/list-query.ts'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import type { Call, Reach } from '../../contract/index.ts'
import { callRoutes } from '../../contract/routes/calls.ts'

const CALLING = new Set(['mutabakat_call', 'mutabakat_reach', 'mutabakat_assigned', 'mutabakat_unassigned'])

export const callsKey = (company: { id: string }) => [...companyKey(company), 'calls'] as const

export const useCalls = (list: ListPage) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Page<Call>>({
    room: `company:${company.id}`,
    queryKey: [...callsKey(company), list.key],
    queryFn: ({ signal }) => call(callRoutes.listCalls, { query: list.query }, { signal }),
    apply: (_current, event) => (CALLING.has(event.type) ? 'refetch' : undefined),
    placeholderData: keepPreviousData,
  })
}

export const reachKey = (company: { id: string }, letter_id: string) =>
  [...companyKey(company), 'reach', letter_id] as const

/** The page of the guest says every 30 seconds that it is open, and no event tells that again: asked for as often. */
const WHILE_READING_MS = 30_000

export const useReach = (letter_id: string) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Reach>({
    room: `company:${company.id}`,
    queryKey: reachKey(company, letter_id),
    queryFn: ({ signal }) => call(callRoutes.readReach, { params: { id: letter_id } }, { signal }),
    apply: (_current, event) =>
      (event.data as { mutabakat_id?: unknown }).mutabakat_id === letter_id ? 'refetch' : undefined,
    refetchInterval: query => (query.state.data?.reading ? WHILE_READING_MS : false),
  })
}
