/** The desk for persons: what a company holds of somebody, handed over or masked on their request. */
import type { Audit } from '#platform/audit'
import { fail, type PersonQuery } from '#platform/contract'
import type { Jobs } from '#platform/jobs'
import { emit, type Trx } from '#platform/store'
import { failPrivacy } from './failures.ts'
import { findHold, isHeld } from './legal-hold.ts'
import { ERASED, maskAddress, type PersonData, type Subject } from './person-data.ts'
import { MEMBER_KIND } from './platform-persons.ts'
import { addressOf, findSubject, fitsPreview, sealPreview } from './subject.ts'

export type DeskDeps = {
  audit: Audit
  jobs: Pick<Jobs, 'enqueueMany'>
  id: () => string
  now: () => Date
  key: Buffer
}

/** Who asks, and from where: for the log. */
export type Asker = { company_id: string; user_id: string; ip: string | null; agent: string | null }

export type Find = { kind: string; title: string; effect: string; count: number; samples: string[]; stays: boolean }
export type Found = {
  subject: Subject
  address: string
  finds: Find[]
  blocked: 'legal_hold' | 'person_is_member' | null
  preview: string
}
export type Line = { kind: string; count: number }

const lookUp = async (
  trx: Trx,
  parts: readonly PersonData[],
  company_id: string,
  query: PersonQuery,
): Promise<{ subject: Subject; finds: Find[] }> => {
  const subject = await findSubject(trx, query)
  const finds: Find[] = []
  for (const part of parts) {
    const { count, samples } = await part.find(trx, company_id, subject)
    if (count > 0)
      finds.push({ kind: part.kind, title: part.title, effect: part.effect, count, samples, stays: !part.erase })
  }
  return { subject, finds }
}

/** Looking somebody up is written down as well: whoever searches for people leaves a trace. */
export const findPerson = async (
  deps: DeskDeps,
  trx: Trx,
  parts: readonly PersonData[],
  asker: Asker,
  query: PersonQuery,
): Promise<Found> => {
  const { company_id } = asker
  const { subject, finds } = await lookUp(trx, parts, company_id, query)
  const member = finds.some(find => find.kind === MEMBER_KIND)
  const blocked = (await findHold(trx, company_id)) ? 'legal_hold' : member ? 'person_is_member' : null
  const address = addressOf(subject)
  await record(deps, trx, asker, 'person.searched', null, { address: maskAddress(address), finds: finds.length })
  const preview = sealPreview({ company_id, subject, counts: finds }, deps.now(), deps.key)
  return { subject, address, finds, blocked, preview }
}

/**
 * One transaction over every part. Throws `confirmation_differs`, `legal_hold`, `person_is_member`, `preview_changed`.
 * The record of it keeps the address masked: enough to say that it was done, not to whom.
 */
export const erasePerson = async (
  deps: DeskDeps,
  trx: Trx,
  parts: readonly PersonData[],
  asker: Asker,
  request: { person: PersonQuery; preview: string; confirm: string; reason: string },
): Promise<{ id: string; at: Date; subject: string; lines: Line[] }> => {
  const { company_id } = asker
  if (await isHeld(trx, company_id)) throw failPrivacy('legal_hold')
  const { subject, finds } = await lookUp(trx, parts, company_id, request.person)
  const address = addressOf(subject)
  if (request.confirm.trim().toLowerCase() !== address.toLowerCase())
    throw failPrivacy('confirmation_differs', { fields: [{ path: 'confirm', code: 'confirmation_differs' }] })
  if (finds.some(find => find.kind === MEMBER_KIND)) throw failPrivacy('person_is_member')
  const shown = { company_id, subject, counts: finds }
  if (!fitsPreview(request.preview, shown, deps.now(), deps.key)) throw failPrivacy('preview_changed')
  if (!finds.some(find => !find.stays)) throw fail('not_found')
  const lines: Line[] = []
  for (const part of parts) {
    const count = await part.erase?.(trx, company_id, subject, deps.jobs)
    if (count) lines.push({ kind: part.kind, count })
  }
  const done = { id: deps.id(), at: deps.now(), subject: maskAddress(address), lines }
  await trx
    .insertInto('platform.data_request')
    .values({
      id: done.id,
      company_id,
      kind: 'erase',
      at: done.at,
      asked_by: asker.user_id,
      subject: done.subject,
      reason: request.reason.replaceAll(address, ERASED),
      lines: JSON.stringify(lines),
    })
    .execute()
  await record(deps, trx, asker, 'person.erased', done.id, { address: done.subject, lines })
  const rooms = [`company:${company_id}`, ...(subject.user_id ? [`user:${subject.user_id}`] : [])]
  const data = { company_id, request_id: done.id }
  await emit(trx, { type: 'person_erased', company_id, user_id: asker.user_id, data, to: rooms })
  return done
}

/** The row an export is made from; the job takes its address from here, so that none stands in the queue. */
export const askForExport = async (
  deps: DeskDeps,
  trx: Trx,
  asker: Asker,
  query: PersonQuery,
): Promise<{ id: string }> => {
  const address = addressOf(await findSubject(trx, query))
  const request = { id: deps.id(), company_id: asker.company_id, at: deps.now(), asked_by: asker.user_id }
  await trx
    .insertInto('platform.data_request')
    .values({ ...request, kind: 'export', subject: address, lines: '[]' })
    .execute()
  await record(deps, trx, asker, 'person.exported', request.id, { address: maskAddress(address) })
  return { id: request.id }
}

const record = (
  { audit }: DeskDeps,
  trx: Trx,
  { user_id, ...from }: Asker,
  action: string,
  id: string | null,
  told: Record<string, unknown>,
): Promise<void> =>
  audit(trx, { ...from, actor: user_id, action, ...(id && { object: { type: 'data_request', id } }), new: told })
