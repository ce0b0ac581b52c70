/**
 * Chromium (Chrome, Edge, Opera, Android) ships no Azerbaijani data though `supportedLocalesOf('az')` says it does: dates come
 * out as "2026 M11 21" and numbers in English form, so a typed "2.500,75" would be read as 2.501. This replaces the Intl
 * classes for `az` only, and only where they are broken. Must run before anything formats in Azerbaijani.
 * `toLocaleString` is not covered: format through use-intl or the kit.
 */
import { azCollator } from './collator.ts'
import { azDateTimeFormat } from './date-time-format.ts'
import { azDisplayNames } from './display-names.ts'
import { azListFormat } from './list-format.ts'
import { isAzerbaijani } from './names.ts'
import { azNumberFormat } from './number-format.ts'
import { azRelativeTimeFormat } from './relative-time-format.ts'

type IntlClasses = Pick<
  typeof Intl,
  'DateTimeFormat' | 'NumberFormat' | 'Collator' | 'ListFormat' | 'RelativeTimeFormat' | 'DisplayNames'
>

/** "M11" instead of "noyabr": the sign of missing data. */
export const azIsBroken = (intl: Pick<typeof Intl, 'DateTimeFormat'>): boolean =>
  /M?11/.test(new intl.DateTimeFormat('az', { month: 'long' }).format(new Date(2026, 10, 5)))

/** The classes with Azerbaijani repaired; every other language still goes to the native ones. */
export const repairedIntl = (intl: IntlClasses): IntlClasses => ({
  DateTimeFormat: choosing(intl.DateTimeFormat, azDateTimeFormat(intl.DateTimeFormat)),
  NumberFormat: choosing(intl.NumberFormat, azNumberFormat(intl.NumberFormat)),
  Collator: choosing(intl.Collator, azCollator(intl.Collator)),
  DisplayNames: choosing(intl.DisplayNames, azDisplayNames(intl.DisplayNames)),
  ListFormat: choosing(intl.ListFormat, azListFormat(intl.ListFormat)),
  RelativeTimeFormat: choosing(
    intl.RelativeTimeFormat,
    azRelativeTimeFormat(intl.RelativeTimeFormat, intl.NumberFormat),
  ),
})

/** Returns whether a repair was needed. */
export const installAzIntl = (): boolean => {
  if (!azIsBroken(Intl)) return false
  Object.assign(Intl, repairedIntl(Intl))
  return true
}

type Constructor = new (...args: never[]) => object

/** Intl constructors work with and without `new`; both forms must choose. */
const choosing = <Class extends Constructor>(native: Class, azerbaijani: Class): Class => {
  const make = (args: unknown[], newTarget?: Constructor): object => {
    const chosen = isAzerbaijani(args[0]) ? azerbaijani : native
    return Reflect.construct(chosen, args, chosen === native && newTarget ? newTarget : chosen)
  }
  return new Proxy(native, {
    construct: (_target, args, newTarget) => make(args, newTarget as Constructor),
    apply: (_target, _self, args) => make(args),
  })
}
