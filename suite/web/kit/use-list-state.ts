/** Search, filters, sorting and page of a list, kept in the address: a link or a reload shows the same list. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import type { ListQuery } from '../api/list-query.ts'

type Search = Readonly<Record<string, string | undefined>>

export type ListState<Filter extends string> = {
  q: string
  sort: string | undefined
  cursor: string | undefined
  filters: Readonly<Partial<Record<Filter, string>>>
  query: ListQuery<Filter>
  /** Page, sort and filters as one text, for query keys and `DataTable`. */
  key: string
  isFiltered: boolean
  setQ: (q: string) => void
  setSort: (sort: string | undefined) => void
  setCursor: (cursor: string | undefined) => void
  setFilter: (filter: Filter, value: string | null) => void
  clear: () => void
  defaultSort: string | undefined
  /** What this list has in its address beside its page: search, order and each of its filters. */
  addressNames: readonly string[]
  /** Id of the saved view it was opened with; it stays while filters change. */
  view: string | undefined
  /** Search, filters and order as they stand in the address. */
  shown: Readonly<Record<string, string>>
  /** True once: the page was opened by its bare address, and nothing was shown on purpose since. */
  takeFresh: () => boolean
  /** Puts other search, filters and order in their place; what the list does not know is passed over. */
  show: (shown: Readonly<Record<string, string>>, view: string | undefined, options?: { replace?: boolean }) => void
}

/** `filters` names the members the route takes as `filter[name]`. */
export const useListState = <const Filter extends string = never>(options: {
  filters?: readonly Filter[]
  defaultSort?: string
  limit?: number
}): ListState<Filter> => {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const names = options.filters ?? []
  const filters = Object.fromEntries(
    names.flatMap(name => (search[`filter[${name}]`] ? [[name, search[`filter[${name}]`]]] : [])),
  ) as Partial<Record<Filter, string>>

  const addressNames = ['q', 'sort', ...names.map(name => `filter[${name}]`)]
  const isFresh = useRef(['view', 'cursor', ...addressNames].every(name => search[name] === undefined))

  // Every change but turning the page starts at the first page again.
  const change = (part: Record<string, string | undefined>, replace = true) => {
    isFresh.current = false
    void navigate({
      to: '.',
      replace,
      resetScroll: false,
      search: (old: Search) => ({ ...old, cursor: undefined, ...part }),
    })
  }

  const q = search.q ?? ''
  const sort = search.sort ?? options.defaultSort
  const query: ListQuery<Filter> = {
    ...(q ? { q } : {}),
    ...(sort ? { sort } : {}),
    ...(search.cursor ? { cursor: search.cursor } : {}),
    limit: options.limit ?? 50,
    ...Object.fromEntries(Object.entries(filters).map(([name, value]) => [`filter[${name}]`, value as string])),
  }
  return {
    q,
    sort,
    cursor: search.cursor,
    filters,
    query,
    key: JSON.stringify(query),
    isFiltered: q !== '' || Object.keys(filters).length > 0,
    setQ: text => change({ q: text || undefined }),
    setSort: next => change({ sort: next }),
    setCursor: cursor => change({ cursor }, false),
    setFilter: (filter, value) => change({ [`filter[${filter}]`]: value ?? undefined }),
    clear: () =>
      change({
        q: undefined,
        view: undefined,
        ...Object.fromEntries(names.map(name => [`filter[${name}]`, undefined])),
      }),
    defaultSort: options.defaultSort,
    addressNames,
    view: search.view,
    shown: Object.fromEntries(addressNames.flatMap(name => (search[name] ? [[name, search[name]]] : []))),
    takeFresh: () => {
      const wasFresh = isFresh.current
      isFresh.current = false
      return wasFresh
    },
    show: (shown, view, { replace = false } = {}) =>
      change({ ...Object.fromEntries(addressNames.map(name => [name, shown[name]])), view }, replace),
  }
}
