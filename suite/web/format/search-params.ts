/** The address's `?…` as plain text, both ways: `?q=123` stays the text "123", and people can read what they share. */

export type PlainSearch = Record<string, string>

export const parseSearch = (text: string): PlainSearch => Object.fromEntries(new URLSearchParams(text))

/** What is absent or empty leaves the address. Brackets and commas stay readable. */
export const stringifySearch = (search: Record<string, unknown>): string => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  const text = params.toString().replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%2C', ',')
  return text ? `?${text}` : ''
}

/** Splits "/c/acme/mutabakat/letters?q=x" into what the router takes: it would encode a `?` inside a path. */
export const destination = (href: string): { to: string; search: PlainSearch } => {
  const [to = '/', query = ''] = href.split('?', 2)
  // Routes of applications are unknown to the type checker, and so are their search parameters.
  return { to, search: parseSearch(query) }
}
