/** The tab's company. It belongs to the address, never to the session: two tabs may work in two companies. */
import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback } from 'react'
import type { CompanyOfPerson, RouteContract, RouteOutput } from '#platform/contract'
import { ApiError } from '../api/api-error.ts'
import { type CallInput, type CallOptions, call } from '../api/call.ts'
import { requestUrl } from '../api/request-url.ts'
import { ME_KEY } from './me.ts'

const CompanyContext = createContext<CompanyOfPerson | null>(null)
export const CompanyProvider = CompanyContext

/** Throws outside `/c/$company`. */
export const useCompany = (): CompanyOfPerson => {
  const company = use(CompanyContext)
  if (!company) throw new TypeError('useCompany outside a company')
  return company
}

export type CompanyCall = <R extends RouteContract>(
  contract: R,
  input: CallInput<R>,
  options?: Omit<CallOptions, 'company'>,
) => Promise<RouteOutput<R>>

/** `call` for the tab's company. A refusal outside a query asks who we are again, too. */
export const useCompanyCall = (): CompanyCall => {
  const { id } = useCompany()
  const queries = useQueryClient()
  return useCallback(
    async (contract, input, options = {}) => {
      try {
        return await call(contract, input, { ...options, company: id })
      } catch (error) {
        if (error instanceof ApiError && error.doubtsReader) void queries.invalidateQueries({ queryKey: ME_KEY })
        throw error
      }
    },
    [id, queries],
  )
}

/** The address of a route for a link or a frame, which cannot send `X-Company`. */
export const companyHref = (
  company: { id: string },
  contract: { path: string },
  input: { params?: Record<string, string>; query?: Record<string, string | undefined> } = {},
): string => requestUrl(contract.path, { params: input.params, query: { ...input.query, company: company.id } })

/** First part of every query key that belongs to one company: `[...companyKey(company), 'letters', list.key]`. */
export const companyKey = (company: { id: string }) => ['company', company.id] as const
