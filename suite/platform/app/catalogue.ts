/** A tree of ICU messages in one language. */
export type Catalogue = { readonly [key: string]: string | Catalogue }
