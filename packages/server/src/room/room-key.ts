/** A room is (company, name): the key that keeps one company's `dashboard` from another's in every map and store. */

/** `name` alone in the shared space, else `company/name`. Unambiguous: neither a name nor an encoded company holds a `/`. */
export const roomKey = (company: string | undefined, name: string): string =>
  company === undefined ? name : `${encodeURIComponent(company)}/${name}`

/** The name within its company, as it stands on the wire. */
export const nameOfKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1)
