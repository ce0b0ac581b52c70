/** Queries of linked companies and of the letters that come in, kept true by the company's room. */
import type { RoomEvent } from '@nabiz/protocol'
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import type { Page } from '#platform/contract'
import type { ListPage } from '../../../../web/api/list-query.ts'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { type CardLink, type Incoming, type IncomingRow, type Links, routes } from '../../contract/index.ts'
import { counterpartiesKey } from '../letters/live-letters.ts'
import { rowOf } from '../letters/patch-letters.ts'

/** What came in changed, or what it is compared with: a letter of our own, or many of them. */
const movesIncoming = (event: RoomEvent): boolean =>
  event.type === 'mutabakat_incoming' ||
  event.type === 'mutabakat_link' ||
  (event.type === 'mutabakat_sent' && rowOf(event) === null) ||
  event.type === 'mutabakat_created' ||
  event.type === 'mutabakat_updated' ||
  event.type === 'mutabakat_cancelled' ||
  event.type === 'mutabakat_deleted'

const refetchOn = (moves: (event: RoomEvent) => boolean) => (_current: unknown, event: RoomEvent) =>
  moves(event) ? ('refetch' as const) : undefined

const incomingKey = (company: { id: string }) => [...companyKey(company), 'incoming'] as const
const oneKey = (company: { id: string }, id: string) => [...incomingKey(company), 'one', id] as const

export const useIncomingList = (list: ListPage) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Page<IncomingRow>>({
    room: `company:${company.id}`,
    queryKey: [...incomingKey(company), 'list', list.key],
    queryFn: ({ signal }) => call(routes.listIncoming, { query: list.query }, { signal }),
    apply: refetchOn(movesIncoming),
    placeholderData: keepPreviousData,
  })
}

export const useIncomingCount = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<{ unread: number; waiting: number }>({
    room: `company:${company.id}`,
    queryKey: [...incomingKey(company), 'count'],
    queryFn: ({ signal }) => call(routes.countIncoming, {}, { signal }),
    apply: refetchOn(
      event => event.type === 'mutabakat_incoming' || (event.type === 'mutabakat_sent' && rowOf(event) === null),
    ),
  })
}

export const useIncoming = (id: string) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Incoming>({
    room: `company:${company.id}`,
    queryKey: oneKey(company, id),
    queryFn: ({ signal }) => call(routes.getIncoming, { params: { id } }, { signal }),
    apply: refetchOn(movesIncoming),
  })
}

/** Puts what an answer brought in the place of what was read, unless something newer is there already. */
export const useTakeIncoming = () => {
  const company = useCompany()
  const queries = useQueryClient()
  return (next: Incoming): void => {
    queries.setQueryData<Incoming>(oneKey(company, next.id), now => (now && now.rev > next.rev ? now : next))
    void queries.invalidateQueries({ queryKey: incomingKey(company) })
  }
}

const linksKey = (company: { id: string }) => [...companyKey(company), 'links'] as const
const isLink = (event: RoomEvent): boolean => event.type === 'mutabakat_link'

export const useLinks = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Links>({
    room: `company:${company.id}`,
    queryKey: linksKey(company),
    queryFn: ({ signal }) => call(routes.links, {}, { signal }),
    apply: refetchOn(isLink),
  })
}

export const useCardLink = (id: string) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<CardLink>({
    room: `company:${company.id}`,
    queryKey: [...linksKey(company), 'card', id],
    queryFn: ({ signal }) => call(routes.cardLink, { params: { id } }, { signal }),
    apply: refetchOn(isLink),
  })
}

/** Links, and the cards that say whether they are linked. */
export const useRefreshLinks = () => {
  const company = useCompany()
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [linksKey(company), counterpartiesKey(company)].map(queryKey => queries.invalidateQueries({ queryKey })),
    )
}
