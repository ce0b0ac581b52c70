/** What the parts of a date are called in Azerbaijani: a date field reads them out. Other names stay what the browser knows. */
const FIELDS: Record<string, string> = {
  era: 'Era',
  year: 'İl',
  quarter: 'Rüb',
  month: 'Ay',
  weekOfYear: 'Həftə',
  weekday: 'Həftənin Günü',
  day: 'Gün',
  dayPeriod: 'AM/PM',
  hour: 'Saat',
  minute: 'Dəqiqə',
  second: 'Saniyə',
  timeZoneName: 'Saat Qurşağı',
}

export const azDisplayNames = (Native: typeof Intl.DisplayNames): typeof Intl.DisplayNames =>
  class AzDisplayNames extends Native {
    override of(code: string) {
      return (this.resolvedOptions().type === 'dateTimeField' ? FIELDS[code] : undefined) ?? super.of(code)
    }
  }
