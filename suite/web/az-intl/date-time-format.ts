/** Azerbaijani dates on Turkish patterns (same order and separators) with Azerbaijani names. */
import { DAYS, DAYS_NARROW, DAYS_SHORT, MONTHS, MONTHS_SHORT, turkishTag } from './names.ts'

type When = Date | number | undefined
type Part = { type: string; value: string }

const ENGLISH_DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Built over the native class, because the global one is replaced by its own wrapper. */
export const azDateTimeFormat = (Native: typeof Intl.DateTimeFormat): typeof Intl.DateTimeFormat => {
  const turkish = (options: Intl.DateTimeFormatOptions, dates: number[]): string[] =>
    dates.map(date => new Native('tr', { ...options, timeZone: 'UTC' }).format(date))
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 5))
  // 2026-11-01 is a Sunday.
  const days = Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 10, 1 + day))
  const pairs = (from: string[], to: readonly string[]) => from.map((name, index) => [name, to[index]!] as const)
  const monthNames = new Map([
    ...pairs(turkish({ month: 'short' }, months), MONTHS_SHORT),
    ...pairs(turkish({ month: 'long' }, months), MONTHS),
  ])
  const dayNames = new Map([
    ...pairs(turkish({ weekday: 'short' }, days), DAYS_SHORT),
    ...pairs(turkish({ weekday: 'long' }, days), DAYS),
  ])

  const translate = <P extends Part>(parts: P[], resolved: Intl.ResolvedDateTimeFormatOptions, date: When): P[] =>
    parts.map(part => {
      if (part.type === 'month') return { ...part, value: monthNames.get(part.value) ?? part.value }
      if (part.type !== 'weekday') return part
      if (resolved.weekday !== 'narrow') return { ...part, value: dayNames.get(part.value) ?? part.value }
      // Turkish narrow names repeat (P, P, C, C): the day itself is asked instead.
      const english = new Native('en', { weekday: 'short', timeZone: resolved.timeZone }).format(date)
      return { ...part, value: DAYS_NARROW[ENGLISH_DAYS.indexOf(english)] ?? part.value }
    })

  return class AzDateTimeFormat extends Native {
    constructor(locales?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions) {
      super(turkishTag(locales), options)
      // `format` is a bound getter in the standard; callers detach it.
      const format = (date?: Date | number) => joined(this.formatToParts(date))
      Object.defineProperty(this, 'format', { value: format })
    }
    override formatToParts(date?: Date | number) {
      return translate(super.formatToParts(date), super.resolvedOptions(), date)
    }
    override formatRangeToParts(from: Date, to: Date) {
      return translate(super.formatRangeToParts(from, to), super.resolvedOptions(), from)
    }
    override formatRange(from: Date, to: Date) {
      return joined(this.formatRangeToParts(from, to))
    }
    override resolvedOptions() {
      return { ...super.resolvedOptions(), locale: 'az' }
    }
  } as typeof Intl.DateTimeFormat
}

const joined = (parts: Part[]): string => parts.map(part => part.value).join('')
