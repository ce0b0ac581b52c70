/** What a page of a list is asked for with, as it stands in the address: text, which the server checks. */
export type ListQuery<Filter extends string = string> = {
  q?: string
  sort?: string
  cursor?: string
  limit?: number
} & { [Name in Filter as `filter[${Name}]`]?: string }

/** One page of a list, and its name in the cache. */
export type ListPage = { key: string; query: ListQuery }
