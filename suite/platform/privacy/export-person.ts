/** The export of a person's data as a background job: every part asked, written as JSON or PDF. */
import { z } from 'zod'
import { EXPORT_KIND } from '#platform/audit'
import { defineJob, fail, LOCALES, type Locale } from '#platform/contract'
import { PDF_TYPE } from '#platform/documents'
import type { Files } from '#platform/files'
import type { JobContext } from '#platform/jobs'
import type { Store } from '#platform/store'
import type { PersonData } from './person-data.ts'
import { renderReport } from './report-pdf.ts'
import { findSubject } from './subject.ts'
import { dayText, type Say } from './wording.ts'

/** The input names the request, never the person: an address has no business in the queue. */
export const personExportJob = defineJob('platform.person_export', {
  input: z.object({ request_id: z.string(), format: z.enum(['pdf', 'json']), locale: z.enum(LOCALES) }),
  task: true,
})
export type PersonExportInput = z.output<typeof personExportJob.input>

export type PersonExportDeps = { store: Store; files: Files; now: () => Date; t: Say }

type Section = { kind: string; title: string; records: Record<string, unknown>[] }

/** File, request and task end together. Throws `not_found` when the person was erased meanwhile. */
export const runPersonExport = async (
  { store, files, now, t }: PersonExportDeps,
  parts: readonly PersonData[],
  { request_id, format, locale }: PersonExportInput,
  job: JobContext,
): Promise<void> => {
  const { company_id, owner_id } = job
  if (!company_id) throw new Error(`task ${job.task_id} has no company`)
  await store.inCompany(company_id, async trx => {
    const request = await trx
      .selectFrom('platform.data_request')
      .select(['id', 'subject'])
      .where('company_id', '=', company_id)
      .where('id', '=', request_id)
      .forUpdate()
      .executeTakeFirst()
    if (!request) throw fail('not_found')
    const { subject: address } = request
    const subject = await findSubject(trx, address.includes('@') ? { email: address } : { phone: address })
    const company = await trx
      .selectFrom('platform.company')
      .select(['title', 'time_zone'])
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const sections: Section[] = []
    for (const part of parts) {
      const records = await part.export(trx, company_id, subject)
      if (records.length > 0) sections.push({ kind: part.kind, title: t(locale, part.title), records })
    }
    const about = { company, address, sections, at: now(), locale }
    const file = await files.put(trx, {
      company_id,
      owner_id,
      name: `${t(locale, 'privacy.person.export_file')}.${format}`,
      type: format === 'pdf' ? PDF_TYPE : 'application/json',
      kind: EXPORT_KIND,
      bytes: format === 'pdf' ? await draw(t, about) : toJson(about),
    })
    const lines = sections.map(({ kind, records }) => ({ kind, count: records.length }))
    await trx
      .updateTable('platform.data_request')
      .set({ lines: JSON.stringify(lines), file_id: file.id })
      .where('company_id', '=', company_id)
      .where('id', '=', request.id)
      .execute()
    await job.complete(trx, { counts: { sections: sections.length }, file_id: file.id })
  })
}

type About = {
  company: { title: string; time_zone: string }
  address: string
  sections: Section[]
  at: Date
  locale: Locale
}

/** Money is `bigint` inside; here it is text, as on every wire. */
const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)

const toJson = ({ company, address, sections, at }: About): Buffer =>
  Buffer.from(JSON.stringify({ company: company.title, subject: address, at, sections }, plain, 2))

const draw = (t: Say, { company, address, sections, at, locale }: About): Promise<Buffer> => {
  const shown = (value: unknown): string =>
    value instanceof Date
      ? dayText(value, locale, company.time_zone)
      : typeof value === 'string'
        ? value
        : JSON.stringify(value, plain)
  const line = (record: Record<string, unknown>): string =>
    Object.entries(record)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => `${name}: ${shown(value)}`)
      .join(' · ')
  const day = dayText(at, locale, company.time_zone)
  const intro = { company: company.title, subject: address, at: day }
  return renderReport({
    title: t(locale, 'privacy.person.report_title'),
    company: company.title,
    intro: sections.length > 0 ? t(locale, 'privacy.person.report_intro', intro) : t(locale, 'privacy.person.nothing'),
    sections: sections.map(({ title, records }) => ({
      heading: `${title} (${records.length})`,
      lines: records.map(line),
    })),
    footer: `${address} · ${day}`,
    at,
    locale,
  })
}
