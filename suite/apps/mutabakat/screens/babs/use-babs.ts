/** Which month and form the page shows, kept in the address, and their list, kept true by the company's room. */
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ListState } from '../../../../web/kit/use-list-state.ts'
import { companyKey, useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { changesLetters } from '../../contract/changes-letters.ts'
import { type BabsList, type BabsOf, routes } from '../../contract/index.ts'
import { rowOf } from '../letters/patch-letters.ts'
import { addMonths, monthEnd } from './month.ts'
import { useThisMonth } from './month-field.tsx'

type Search = Readonly<Record<string, string | undefined>>

/** The last month and purchases unless the address says otherwise: `?month=2026-10&form=bs`. */
export const useShownBabs = (): BabsOf & { show: (part: Partial<BabsOf>) => void } => {
  const { month, form }: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const lastMonth = addMonths(useThisMonth(), -1)
  return {
    month: month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : lastMonth,
    form: form === 'bs' ? 'bs' : 'ba',
    show: part =>
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (old: Search) => ({ ...old, ...part, cursor: undefined }),
      }),
  }
}

export const useBabs = ({ month, form }: BabsOf, list: ListState<'status'>) => {
  const company = useCompany()
  const call = useCompanyCall()
  const { limit, cursor, q } = list.query
  const { status } = list.filters
  return useLiveQuery<BabsList>({
    room: `company:${company.id}`,
    queryKey: [...companyKey(company), 'babs', month, form, list.key],
    queryFn: ({ signal }) =>
      call(
        routes.listBabs,
        { query: { month, form, limit, ...(cursor && { cursor }), ...(q && { q }), ...(status && { status }) } },
        { signal },
      ),
    // A line and the totals are the server's to make: the declaration's order is by title.
    apply: (current, event) => {
      const row = rowOf(event)
      if (row) return row.kind === current.form && row.balance_date === monthEnd(current.month) ? 'refetch' : current
      return changesLetters(event.type) ? 'refetch' : undefined
    },
    placeholderData: keepPreviousData,
  })
}
