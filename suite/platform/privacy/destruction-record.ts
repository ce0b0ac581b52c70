/** A record of destruction (imha tutanağı) as somebody reads it: with names and periods, as JSON, and as PDF. */
import type { Destruction, Locale } from '#platform/contract'
import { renderReport } from './report-pdf.ts'
import type { RetentionRule } from './retention-rule.ts'
import { dayText, keepText, type Say } from './wording.ts'

export type StoredDestruction = { id: string; at: Date; lines: { kind: string; before: string; count: number }[] }
export type Reader = { t: Say; locale: Locale; rules: readonly RetentionRule[] }

/** A rule that is no longer declared keeps its kind as its name. */
export const toDestruction = ({ t, locale, rules }: Reader, row: StoredDestruction): Destruction => ({
  id: row.id,
  at: row.at.toISOString(),
  lines: row.lines.map(line => {
    const rule = rules.find(one => one.kind === line.kind)
    return {
      ...line,
      title: rule ? t(locale, rule.title) : line.kind,
      keep: rule ? keepText(t, locale, rule.keep) : '',
    }
  }),
})

export const drawDestruction = (
  reader: Reader,
  row: StoredDestruction,
  company: { title: string; time_zone: string },
): Promise<Buffer> => {
  const { t, locale } = reader
  const day = (at: Date) => dayText(at, locale, company.time_zone)
  const lines = toDestruction(reader, row).lines.map(line =>
    t(locale, 'privacy.record.line', {
      title: line.title,
      count: line.count,
      keep: line.keep,
      before: day(new Date(line.before)),
    }),
  )
  const number = `${t(locale, 'privacy.record.number')}: ${row.id}`
  return renderReport({
    title: t(locale, 'privacy.record.title'),
    company: company.title,
    intro: t(locale, 'privacy.record.intro', { company: company.title, at: day(row.at) }),
    sections: [{ heading: number, lines }],
    footer: number,
    at: row.at,
    locale,
  })
}
