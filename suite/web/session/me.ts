/** Who is signed in, and their companies. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { type CompanyOfPerson, type Me, type Person, readMeRoute } from '#platform/contract'
import { call } from '../api/call.ts'

export const ME_KEY = ['me'] as const

export const meQuery = queryOptions({
  queryKey: ME_KEY,
  queryFn: ({ signal }): Promise<Me> => call(readMeRoute, {}, { signal }),
  staleTime: 60_000,
})

/** Below the signed-in frame only: there is somebody. */
export const useMe = (): { user: Person; companies: readonly CompanyOfPerson[]; operator: boolean; demo: boolean } => {
  const { data } = useSuspenseQuery(meQuery)
  if (!data.user) throw new TypeError('useMe where nobody is signed in')
  return { user: data.user, companies: data.companies, operator: data.operator, demo: data.demo }
}
