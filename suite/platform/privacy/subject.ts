/** From what somebody typed to the person that is meant, and the proof of what was shown of them. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { fail, type PersonQuery } from '#platform/contract'
import type { AuthTables } from '#platform/identity'
import type { Trx } from '#platform/store'
import type { Subject } from './person-data.ts'

export const addressOf = (subject: Subject): string => subject.email ?? subject.phone ?? ''

/** Phones as E.164, Turkish ones without their country too. Throws `bad_request` for what is no phone. */
export const findSubject = async (trx: Trx, query: PersonQuery): Promise<Subject> => {
  if ('phone' in query) {
    const phone = parsePhoneNumberFromString(query.phone, 'TR')
    if (!phone?.isValid()) throw fail('bad_request', { fields: [{ path: 'phone', code: 'invalid' }] })
    return { email: null, phone: phone.number, user_id: null }
  }
  const user = await trx
    .withTables<AuthTables>()
    .selectFrom('auth.user')
    .select('id')
    .where('email', '=', query.email)
    .executeTakeFirst()
  return { email: query.email, phone: null, user_id: user?.id ?? null }
}

/** How long what was shown may be acted on. */
const PREVIEW_MS = 15 * 60_000

type Shown = { company_id: string; subject: Subject; counts: readonly { kind: string; count: number }[] }

const seal = (shown: Shown, expires: string, key: Buffer): string =>
  createHmac('sha256', key)
    .update(
      JSON.stringify([
        shown.company_id,
        addressOf(shown.subject),
        shown.counts.map(({ kind, count }) => [kind, count]),
        expires,
      ]),
    )
    .digest('base64url')

/** Ties an erasure to what was seen before it. */
export const sealPreview = (shown: Shown, now: Date, key: Buffer): string => {
  const expires = String(now.getTime() + PREVIEW_MS)
  return `${expires}.${seal(shown, expires, key)}`
}

/** False when something else is held now, or too much time has passed. */
export const fitsPreview = (preview: string, shown: Shown, now: Date, key: Buffer): boolean => {
  const [expires = '', mac = ''] = preview.split('.')
  const expected = Buffer.from(seal(shown, expires, key))
  const given = Buffer.from(mac)
  return given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > now.getTime()
}
