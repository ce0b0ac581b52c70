/** Numbers and times as the reader writes them. */
import type { Labels } from './labels/labels.ts'

export const formatNumber = (labels: Labels, value: number, digits = 1): string =>
  new Intl.NumberFormat([...labels.locales], { maximumFractionDigits: digits }).format(value)

/** `share` 0–1. */
export const formatPercent = (labels: Labels, share: number): string =>
  labels.percent(formatNumber(labels, share * 100))

const MINUTE_MS = 60_000

/** "5 min ago". What the server's clock puts a little ahead of this one happened now. */
export const formatAgo = (labels: Labels, at: number, now: number): string => {
  const minutes = Math.floor((now - at) / MINUTE_MS)
  if (minutes < 1) return labels.now
  if (minutes < 60) return labels.minutesAgo(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? labels.hoursAgo(hours) : labels.daysAgo(Math.floor(hours / 24))
}

/** The exact time, in digits: names of months are not in every browser. */
export const formatInstant = (labels: Labels, at: number): string =>
  new Intl.DateTimeFormat([...labels.locales], {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(at)

export const formatTime = (labels: Labels, at: number): string =>
  new Intl.DateTimeFormat([...labels.locales], { hour: '2-digit', minute: '2-digit' }).format(at)

/** Beyond 99 the exact number helps nobody. */
export const capCount = (count: number): string => (count > 99 ? '99+' : String(count))

/** Two letters for a face: the first of the first and of the last word. */
export const initials = (labels: Labels, name: string): string => {
  const words = name.split(/\s+/).filter(word => word !== '')
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return letters.map(word => [...word][0]!.toLocaleUpperCase([...labels.locales])).join('')
}
