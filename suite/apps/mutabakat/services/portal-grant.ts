/** The grant of one visit: what a right code is exchanged for, bound to the link and to 30 minutes. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Services } from '#platform/app'
import { fail } from '../contract/index.ts'

const VISIT_MS = 30 * 60_000
const KEY = 'mutabakat-grant'

const mac = (body: string, secret: Buffer): Buffer => createHmac('sha256', secret).update(body).digest()

export const makeGrant = (services: Services, link_id: string): { grant: string; expires_at: string } => {
  const until = services.now().getTime() + VISIT_MS
  const body = `${link_id}.${until}`
  return {
    grant: `${body}.${mac(body, services.secrets.key(KEY)).toString('base64url')}`,
    expires_at: new Date(until).toISOString(),
  }
}

/** Refuses a missing, altered, ended or foreign grant with 401. */
export const requireGrant = (services: Services, link_id: string, grant: string | undefined): void => {
  const [id = '', until = '', given = ''] = (grant ?? '').split('.')
  const expected = mac(`${id}.${until}`, services.secrets.key(KEY))
  const bytes = Buffer.from(given, 'base64url')
  const genuine = bytes.length === expected.length && timingSafeEqual(bytes, expected)
  if (!genuine || id !== link_id || Number(until) <= services.now().getTime()) throw fail('grant_invalid')
}
