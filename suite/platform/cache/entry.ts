/** One kept value as text: when it was made, under which versions of its tags, and its JSON. */

/** `at` in ms. `versions` in the order of the tags it was asked with. */
export type Entry = { at: number; versions: readonly string[]; json: string }

/** The head is JSON without a line break; the value follows it untouched, so that it is parsed only by who reads it. */
export const writeEntry = ({ at, versions, json }: Entry): string => `${JSON.stringify([1, at, versions])}\n${json}`

/** Null for anything that is not ours: another version of this program may have written it. */
export const readEntry = (text: string): Entry | null => {
  const end = text.indexOf('\n')
  try {
    const head: unknown = JSON.parse(text.slice(0, end))
    if (!Array.isArray(head) || head[0] !== 1 || typeof head[1] !== 'number' || !Array.isArray(head[2])) return null
    if (!head[2].every(version => typeof version === 'string')) return null
    return { at: head[1], versions: head[2], json: text.slice(end + 1) }
  } catch {
    return null
  }
}
