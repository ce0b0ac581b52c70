/** The three languages, and how a catalogue keeps its shape in each. */
export const LOCALES = ['tr', 'en', 'az'] as const
export type Locale = (typeof LOCALES)[number]

/** en and az are `as const satisfies Shape<typeof tr>`: a missing or surplus key fails the type check. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

/** The best of ours for an `Accept-Language` header or `navigator.languages`; Turkish when nothing fits. */
export const pickLocale = (wanted: readonly string[]): Locale => {
  for (const tag of wanted) {
    const language = tag.trim().slice(0, 2).toLowerCase()
    const found = LOCALES.find(locale => locale === language)
    if (found) return found
  }
  return 'tr'
}
