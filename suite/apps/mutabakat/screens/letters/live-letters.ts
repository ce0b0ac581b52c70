/** The application's queries, each kept true by the company's room. */
import { roomName } from '@nabiz/protocol'
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Page } from '#platform/contract'
import type { ListPage } from '../../../../web/api/list-query.ts'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { changesLetters } from '../../contract/changes-letters.ts'
import {
  type Batch,
  type Counterparty,
  type CounterpartyChoices,
  type Dashboard,
  type Letter,
  type LetterRow,
  letterRoom,
  type Period,
  routes,
} from '../../contract/index.ts'
import { dashboardRoutes } from '../../contract/routes/dashboard.ts'
import { dashboardKey } from '../dashboard/live-dashboard.ts'
import { patchPage, rowOf } from './patch-letters.ts'

export const useLetters = (list: ListPage) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Page<LetterRow>>({
    room: `company:${company.id}`,
    queryKey: [...companyKey(company), 'letters', list.key],
    queryFn: ({ signal }) => call(routes.listLetters, { query: list.query }, { signal }),
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
      if (event.type === 'mutabakat_assigned') {
        const { counterparty_ids } = event.data as { counterparty_ids: string[] }
        return counterparty_ids.includes(current.counterparty.id) ? 'refetch' : current
      }
      const row = rowOf(event)
      return row?.id === current.id && row.rev > current.rev ? 'refetch' : current
    },
  })
}

/** Kept true by events of periods and of every letter, whose state its counts follow. */
/** Their counts move with every letter; who only offers their days asks again when a period itself changes. */
export const usePeriods = (list: ListPage, follow: 'counts' | 'days' = 'counts') => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Page<Period>>({
    room: `company:${company.id}`,
    queryKey: [...companyKey(company), 'periods', list.key],
    queryFn: ({ signal }) => call(routes.listPeriods, { query: list.query }, { signal }),
    apply: (_current, event) =>
      event.type === 'mutabakat_period' || (follow === 'counts' && changesLetters(event.type)) ? 'refetch' : undefined,
    placeholderData: keepPreviousData,
  })
}

export const useBatches = (list: ListPage) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Page<Batch>>({
    room: `company:${company.id}`,
    queryKey: [...companyKey(company), 'batches', list.key],
    queryFn: ({ signal }) => call(routes.listBatches, { query: list.query }, { signal }),
    apply: (_current, event) => (event.type === 'mutabakat_batch' ? 'refetch' : undefined),
    placeholderData: keepPreviousData,
  })
}

export const batchKey = (company: { id: string }, id: string) => [...companyKey(company), 'batch', id] as const

export const useBatch = (id: string) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Batch>({
    room: `company:${company.id}`,
    queryKey: batchKey(company, id),
    queryFn: ({ signal }) => call(routes.getBatch, { params: { id } }, { signal }),
    apply: (current, event) => {
      const row = rowOf(event)
      if (row) return row.batch_id === current.id ? 'refetch' : current
      return event.type === 'mutabakat_batch' ? 'refetch' : undefined
    },
  })
}

/** Where one period stands; under the dashboard's key, so what makes the whole anew makes this anew, too. */
export const usePeriodStanding = (period: Period) => {
  const company = useCompany()
  const call = useCompanyCall()
  const query = { kind: period.kind, balance_date: period.date }
  return useLiveQuery<Dashboard>({
    room: `company:${company.id}`,
    queryKey: [...dashboardKey(company), query],
    queryFn: ({ signal }) => call(dashboardRoutes.dashboard, { query }, { signal }),
    apply: (_current, event) => (changesLetters(event.type) ? 'refetch' : undefined),
    placeholderData: keepPreviousData,
  })
}

/** Who can be responsible, how many cards each has, and the groups of cards. */
export const useChoices = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery<CounterpartyChoices>({
    queryKey: [...companyKey(company), 'choices'],
    queryFn: ({ signal }) => call(routes.counterpartyChoices, {}, { signal }),
  })
}

export const counterpartiesKey = (company: { id: string }) => [...companyKey(company), 'counterparties'] as const

export const useCounterparties = (list: ListPage) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery<Page<Counterparty>>({
    queryKey: [...counterpartiesKey(company), list.key],
    queryFn: ({ signal }) => call(routes.listCounterparties, { query: list.query }, { signal }),
    placeholderData: keepPreviousData,
  })
}
