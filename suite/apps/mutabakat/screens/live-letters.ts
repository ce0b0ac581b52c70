/** The application's queries, each kept true by the company's room. */
import { roomName } from '@nabiz/protocol'
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Page } from '#platform/contract'
import { companyKey, useCompany, useCompanyCall } from '../../../web/session/company.tsx'
import {
  type Counterparty,
  type Dashboard,
  type Letter,
  type LetterRow,
  letterRoom,
  routes,
} from '../contract/index.ts'
import { patchPage, rowOf } from './patch-letters.ts'

type ListQuery = { key: string; query: Record<string, string | number | undefined> }

export const useLetters = (list: ListQuery) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Page<LetterRow>>({
    room: `company:${company.id}`,
    queryKey: [...companyKey(company), 'letters', list.key],
    queryFn: ({ signal }) => call(routes.listLetters, { query: list.query as never }, { signal }),
    apply: patchPage,
    placeholderData: keepPreviousData,
  })
}

/** Who is at the letter now. */
export const roomOf = (letter_id: string): string => roomName(letterRoom.pattern, { id: letter_id })

export const letterKey = (company: { id: string }, id: string) => [...companyKey(company), 'letter', id] as const

export const useLetter = (id: string) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Letter>({
    room: `company:${company.id}`,
    queryKey: letterKey(company, id),
    queryFn: ({ signal }) => call(routes.getLetter, { params: { id } }, { signal }),
    // The event has the row alone; deliveries, answer and history come with the letter.
    apply: (current, event) => {
      const row = rowOf(event)
      return row?.id === current.id && row.rev > current.rev ? 'refetch' : current
    },
  })
}

export const dashboardKey = (company: { id: string }) => [...companyKey(company), 'dashboard'] as const

export const useDashboard = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Dashboard>({
    room: `company:${company.id}`,
    queryKey: dashboardKey(company),
    queryFn: ({ signal }) => call(routes.dashboard, { query: {} }, { signal }),
    apply: (_current, event) => (event.type.startsWith('mutabakat_') ? 'refetch' : undefined),
  })
}

export const counterpartiesKey = (company: { id: string }) => [...companyKey(company), 'counterparties'] as const

export const useCounterparties = (list: ListQuery) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery<Page<Counterparty>>({
    queryKey: [...counterpartiesKey(company), list.key],
    queryFn: ({ signal }) => call(routes.listCounterparties, { query: list.query as never }, { signal }),
    placeholderData: keepPreviousData,
  })
}
