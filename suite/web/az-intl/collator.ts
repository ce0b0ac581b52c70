/** Azerbaijani alphabet order (ə after e, x after h, q after k), which Turkish order does not have. */
import { ALPHABET, turkishTag } from './names.ts'

export const azCollator = (Native: typeof Intl.Collator): typeof Intl.Collator =>
  class AzCollator extends Native {
    constructor(locales?: Intl.LocalesArgument, options?: Intl.CollatorOptions) {
      super(turkishTag(locales), options)
      const turkish = new Native('tr', options)
      const compare = (left: string, right: string): number => {
        if (turkish.compare(left, right) === 0) return 0
        const a = Array.from(left.normalize('NFC'))
        const b = Array.from(right.normalize('NFC'))
        for (let index = 0; index < Math.min(a.length, b.length); index++) {
          const x = a[index]!
          const y = b[index]!
          if (x === y) continue
          const place = ALPHABET.indexOf(x)
          const other = ALPHABET.indexOf(y)
          const order = place >= 0 && other >= 0 ? (place >> 1) - (other >> 1) : turkish.compare(x, y)
          if (order !== 0) return order
        }
        return a.length - b.length || turkish.compare(left, right)
      }
      Object.defineProperty(this, 'compare', { value: compare })
    }
  } as typeof Intl.Collator
