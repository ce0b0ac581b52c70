/** Fills a route's path and query: `/api/letters/:id` + `{ id }` + `{ q }` → `/api/letters/0199…?q=…`. Pure. */

type Values = Readonly<Record<string, unknown>>

/** Throws when a `:name` has no value: that is a programming error, never a person's. */
export const fillPath = (path: string, params: Values | undefined): string =>
  path.replace(/:([A-Za-z_]\w*)/g, (_whole, name: string) => {
    const value = params?.[name]
    if (value === undefined || value === null) throw new TypeError(`missing path parameter ${name} of ${path}`)
    return encodeURIComponent(String(value))
  })

/** Absent members and empty text are left out; arrays repeat their name. */
export const queryText = (query: Values | undefined): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

export const requestUrl = (path: string, input: { params?: unknown; query?: unknown }): string =>
  fillPath(path, input.params as Values | undefined) + queryText(input.query as Values | undefined)
