/** Azerbaijani relative time: "5 dəqiqə əvvəl", "3 gün ərzində", "dünən". */
import { NEAR, turkishTag, UNITS } from './names.ts'

export const azRelativeTimeFormat = (
  Native: typeof Intl.RelativeTimeFormat,
  NativeNumber: typeof Intl.NumberFormat,
): typeof Intl.RelativeTimeFormat =>
  class AzRelativeTimeFormat extends Native {
    readonly #auto: boolean
    constructor(locales?: Intl.LocalesArgument, options?: Intl.RelativeTimeFormatOptions) {
      super(turkishTag(locales), options)
      this.#auto = options?.numeric === 'auto'
    }
    override format(value: number, unit: Intl.RelativeTimeFormatUnit) {
      const name = unit.replace(/s$/, '')
      const near = this.#auto ? NEAR[name + value] : undefined
      if (near) return near
      const past = value < 0 || Object.is(value, -0)
      const count = new NativeNumber('tr').format(Math.abs(value))
      return `${count} ${UNITS[name] ?? name} ${past ? 'əvvəl' : 'ərzində'}`
    }
    override resolvedOptions() {
      return { ...super.resolvedOptions(), locale: 'az' }
    }
  } as typeof Intl.RelativeTimeFormat
