/** Azerbaijani numbers: Turkish separators, with the currency and the percent sign behind the number. */
import { turkishTag } from './names.ts'

export const azNumberFormat = (Native: typeof Intl.NumberFormat): typeof Intl.NumberFormat =>
  class AzNumberFormat extends Native {
    constructor(locales?: Intl.LocalesArgument, options?: Intl.NumberFormatOptions) {
      const narrow = options?.currency === 'AZN' && !options.currencyDisplay
      super(turkishTag(locales), narrow ? { ...options, currencyDisplay: 'narrowSymbol' } : options)
      const format = (value: number | bigint) =>
        this.formatToParts(value)
          .map(part => part.value)
          .join('')
      Object.defineProperty(this, 'format', { value: format })
    }
    override formatToParts(value?: number | bigint | Intl.StringNumericLiteral): Intl.NumberFormatPart[] {
      const parts = super.formatToParts(value as number)
      const index = parts.findIndex(part => part.type === 'currency' || part.type === 'percentSign')
      const sign = parts[index]
      if (!sign || index === parts.length - 1) return parts
      const rest = parts.filter(part => part !== sign)
      if (sign.type !== 'currency') return [...rest, sign]
      return [...rest.filter(part => part.type !== 'literal'), { type: 'literal', value: '\u00a0' }, sign]
    }
    override resolvedOptions() {
      return { ...super.resolvedOptions(), locale: 'az' }
    }
  } as typeof Intl.NumberFormat
