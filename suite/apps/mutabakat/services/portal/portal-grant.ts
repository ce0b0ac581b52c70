/** The grant of one visit: what a right code is exchanged for, bound to who proved an address and to 30 minutes. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Services } from '#platform/app'
import { fail } from '../../contract/index.ts'

const VISIT_MS = 30 * 60_000
const KEY = 'mutabakat-grant'

/** Who a visit is of: an address that a company writes to. One code opens all its letters. */
export type Reader = { company_id: string; address: string }

const mac = (body: string, secret: Buffer): Buffer => createHmac('sha256', secret).update(body).digest()

const nameOf = ({ company_id, address }: Reader, secret: Buffer): string =>
  mac(`reader\n${company_id}\n${address}`, secret).subarray(0, 16).toString('base64url')

export const makeGrant = (services: Services, reader: Reader): { grant: string; expires_at: string } => {
  const secret = services.secrets.key(KEY)
  const until = services.now().getTime() + VISIT_MS
  const body = `${nameOf(reader, secret)}.${until}`
  return {
    grant: `${body}.${mac(body, secret).toString('base64url')}`,
    expires_at: new Date(until).toISOString(),
  }
}

/** Refuses a missing, altered, ended or foreign grant with 401. */
export const requireGrant = (services: Services, reader: Reader, grant: string | undefined): void => {
  const secret = services.secrets.key(KEY)
  const [name = '', until = '', given = ''] = (grant ?? '').split('.')
  const expected = mac(`${name}.${until}`, secret)
  const bytes = Buffer.from(given, 'base64url')
  const genuine = bytes.length === expected.length && timingSafeEqual(bytes, expected)
  if (!genuine || name !== nameOf(reader, secret) || Number(until) <= services.now().getTime())
    throw fail('grant_invalid')
}
