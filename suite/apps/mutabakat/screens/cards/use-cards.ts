/** Cards of counterparties: one whole, who may look after them, and the report on one. */
import { roomName } from '@nabiz/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { cardRoom, routes } from '../../contract/index.ts'
import { counterpartiesKey } from '../letters/live-letters.ts'

type Company = { id: string }

const cardKey = (company: Company, id: string) => [...counterpartiesKey(company), 'card', id] as const
const choicesKey = (company: Company) => [...companyKey(company), 'counterparty-choices'] as const

/** Who has the card open now. */
export const cardRoomOf = (card_id: string): string => roomName(cardRoom.pattern, { id: card_id })

export const useCard = (id: string) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery({
    queryKey: cardKey(company, id),
    queryFn: ({ signal }) => call(routes.getCounterparty, { params: { id } }, { signal }),
  })
}

export const useCardReport = (id: string) => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery({
    queryKey: [...companyKey(company), 'counterparty-report', id],
    queryFn: ({ signal }) => call(routes.counterpartyReport, { params: { id } }, { signal }),
  })
}

export const useChoices = () => {
  const company = useCompany()
  const call = useCompanyCall()
  return useQuery({
    queryKey: choicesKey(company),
    queryFn: ({ signal }) => call(routes.counterpartyChoices, {}, { signal }),
  })
}

/** Asks for the list, the open card and the choices again after a change. */
export const useRefreshCards = () => {
  const company = useCompany()
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [counterpartiesKey(company), choicesKey(company)].map(queryKey => queries.invalidateQueries({ queryKey })),
    )
}
