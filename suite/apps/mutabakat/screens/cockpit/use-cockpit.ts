/** The cockpit and its lanes, kept true by the company's room: only what concerns this period asks again. */

import type { RoomEvent } from '@nabiz/protocol'
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData } from '@tanstack/react-query'
import type { Page } from '#platform/contract'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { changesLetters } from '../../contract/changes-letters.ts'
import { type Cockpit, type LaneRow, type LetterEventData, type Period, routes } from '../../contract/index.ts'

export type PeriodKey = Pick<Period, 'id' | 'kind' | 'date'>
export const NOBODY = 'none'
export const laneId = (person: string | null): string => person ?? NOBODY

export type Assigned = {
  period_id: string
  counterparty_ids: string[]
  from: { id: string | null; name: string }
  to: { id: string | null; name: string }
  by: { id: string; name: string }
}

/** Null for an event of something else. */
export const assignedOf = (event: RoomEvent, period_id: string): Assigned | null => {
  const data = event.data as Assigned
  return event.type === 'mutabakat_assigned' && data.period_id === period_id ? data : null
}

/** The letter an event is about; null for a summary of many, which may hold any. */
const rowOf = (event: RoomEvent): LetterEventData['row'] | null => (event.data as Partial<LetterEventData>).row ?? null

const moves = (event: RoomEvent, { id, kind, date }: PeriodKey): boolean => {
  if (event.type === 'mutabakat_assigned') return assignedOf(event, id) !== null
  if (!changesLetters(event.type)) return false
  const row = rowOf(event)
  return row === null || (row.kind === kind && row.balance_date === date)
}

export const cockpitKey = (company: { id: string }, id: string) => [...companyKey(company), 'cockpit', id] as const

export const useCockpit = (id: string) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useLiveQuery<Cockpit>({
    room: `company:${company.id}`,
    queryKey: cockpitKey(company, id),
    queryFn: ({ signal }) => call(routes.cockpit, { params: { id } }, { signal }),
    apply: ({ period }, event) => (moves(event, period) ? 'refetch' : undefined),
  })
}

export const LANE_PAGE = 20

export const laneKey = (company: { id: string }, id: string, person: string | null) =>
  [...cockpitKey(company, id), 'lane', laneId(person)] as const

export const useLane = (period: PeriodKey, person: string | null, cursor: string | undefined) => {
  const company = useCompany()
  const call = useCompanyCall()
  const isTheirs = (event: RoomEvent): boolean => {
    const assigned = assignedOf(event, period.id)
    if (assigned) return assigned.from.id === person || assigned.to.id === person
    const row = rowOf(event)
    return moves(event, period) && (row === null || (row.responsible?.id ?? null) === person)
  }
  return useLiveQuery<Page<LaneRow>>({
    room: `company:${company.id}`,
    queryKey: [...laneKey(company, period.id, person), cursor ?? null],
    queryFn: ({ signal }) =>
      call(
        routes.listLane,
        {
          params: { id: period.id },
          query: { responsible: laneId(person), limit: LANE_PAGE, ...(cursor && { cursor }) },
        },
        { signal },
      ),
    apply: (_page, event) => (isTheirs(event) ? 'refetch' : undefined),
    placeholderData: keepPreviousData,
  })
}
