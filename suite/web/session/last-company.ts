/** The company somebody last worked in, in this browser: where `/` leads. */
import { readStored, writeStored } from './stored.ts'

const KEY = 'nabiz.company'

export const rememberCompany = (slug: string): void => writeStored(KEY, slug)

/** The remembered one if it is still theirs, else the first; null when they have none. */
export const homeCompany = <C extends { slug: string }>(companies: readonly C[]): C | null => {
  const slug = readStored(KEY)
  return companies.find(company => company.slug === slug) ?? companies[0] ?? null
}
