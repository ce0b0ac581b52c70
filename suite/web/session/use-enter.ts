/** Entering: after a sign-in, a sign-up or an accepted invitation, before the first screen of whoever came. */
import { useQueryClient } from '@tanstack/react-query'
import type { Person } from '#platform/contract'
import { chosenLocale, useChooseLocale } from './locale.tsx'
import { meQuery } from './me.ts'

export const useEnter = (): ((user: Person) => Promise<void>) => {
  const queries = useQueryClient()
  const choose = useChooseLocale()
  return async user => {
    // Nothing of whoever was here before may show.
    queries.clear()
    await queries.fetchQuery(meQuery)
    if (user.locale && chosenLocale() === null) await choose(user.locale, { remember: false })
  }
}
