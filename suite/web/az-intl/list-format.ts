/** Azerbaijani lists: "a, b və c", "a, b yaxud c". */
import { turkishTag } from './names.ts'

export const azListFormat = (Native: typeof Intl.ListFormat): typeof Intl.ListFormat =>
  class AzListFormat extends Native {
    constructor(locales?: Intl.LocalesArgument, options?: Intl.ListFormatOptions) {
      super(turkishTag(locales), options)
    }
    override formatToParts(list: Iterable<string>) {
      return super
        .formatToParts(list)
        .map(part =>
          part.type === 'literal'
            ? { ...part, value: part.value.replace('veya', 'yaxud').replace(/(^|\s)ve(\s|$)/, '$1və$2') }
            : part,
        )
    }
    override format(list: Iterable<string>) {
      return this.formatToParts(list)
        .map(part => part.value)
        .join('')
    }
  } as typeof Intl.ListFormat
