/** The saved views of a list, live, and what may be done with them. */
import { useEvent, useLiveQuery } from '@nabiz/react'
import { useQueryClient } from '@tanstack/react-query'
import {
  changeViewRoute,
  chooseDefaultViewRoute,
  createViewRoute,
  listViewsRoute,
  removeViewRoute,
  VIEW_LEADERS,
  type View,
  type ViewQuery,
} from '#platform/contract'
import { companyKey, useCompany, useCompanyCall } from '../session/company.tsx'
import { useMe } from '../session/me.ts'

/** Each resolves when the menu shows it, and throws `ApiError`. */
export type ViewDeeds = {
  create: (view: { name: string; query: ViewQuery; shared: boolean }) => Promise<View>
  change: (view: View, change: { name?: string; query?: ViewQuery; shared?: boolean }) => Promise<View>
  remove: (view: View) => Promise<void>
  chooseDefault: (view: View | null) => Promise<void>
  refresh: () => Promise<void>
}

/** `items` is undefined until they are there. `list` names the list on the server: `mutabakat.letters`. */
export const useSavedViews = (
  list: string,
): { items: readonly View[] | undefined; mayShare: boolean; deeds: ViewDeeds } => {
  const company = useCompany()
  const { user } = useMe()
  const call = useCompanyCall()
  const queries = useQueryClient()
  const queryKey = [...companyKey(company), 'views', list]
  const concernsUs = (data: unknown): boolean => {
    const changed = data as { company_id: string; list: string }
    return changed.company_id === company.id && changed.list === list
  }
  const refresh = () => queries.invalidateQueries({ queryKey })
  const views = useLiveQuery({
    room: `user:${user.id}`,
    queryKey,
    queryFn: ({ signal }) => call(listViewsRoute, { query: { list } }, { signal }),
    apply: (_views, event) => (event.type === 'views_changed' && concernsUs(event.data) ? 'refetch' : undefined),
  })
  // What others share; one's own comes by the person's room.
  useEvent(`company:${company.id}`, 'views_changed', event => {
    if (event.user_id !== user.id && concernsUs(event.data)) void refresh()
  })
  const then = async <T>(deed: Promise<T>): Promise<T> => {
    const result = await deed
    await refresh()
    return result
  }
  return {
    items: views.data?.items,
    mayShare: VIEW_LEADERS.includes(company.role),
    deeds: {
      create: view => then(call(createViewRoute, { body: { list, ...view } })),
      change: (view, change) =>
        then(call(changeViewRoute, { params: { id: view.id }, body: change }, { ifMatch: view.rev })),
      remove: view => then(call(removeViewRoute, { params: { id: view.id } }, { ifMatch: view.rev })),
      chooseDefault: view => then(call(chooseDefaultViewRoute, { body: { list, view_id: view?.id ?? null } })),
      refresh,
    },
  }
}
