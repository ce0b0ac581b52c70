/** The pages somebody opened last through the palette, per company, in this browser. */
import { readStored, writeStored } from '../session/stored.ts'

const KEPT = 5
const keyOf = (company: string): string => `nabiz.recent.${company}`

export const recentPages = (company: string): string[] => readStored(keyOf(company))?.split('\n').filter(Boolean) ?? []

export const rememberPage = (company: string, to: string): void =>
  writeStored(keyOf(company), [to, ...recentPages(company).filter(one => one !== to)].slice(0, KEPT).join('\n'))
