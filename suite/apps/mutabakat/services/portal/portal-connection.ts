/** The live connection of a guest: a token for the room of one letter, as long as the visit lasts. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Guest, RoomQuestion, Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { withTables } from '../../data/letters.ts'
import { findLink } from '../reach/find-link.ts'
import { requireGrant } from './portal-grant.ts'

const KEY = 'mutabakat-connection'
const PREFIX = 'mutabakat-guest'
/** A page that stays open asks again before this is over. */
const LIFE_MS = 10 * 60_000

const mac = (body: string, secret: Buffer): Buffer => createHmac('sha256', secret).update(body).digest()

/** `token` opens a connection; `room` is all it may join. */
export const connectGuest = async (
  services: Services,
  token: string,
  grant: string | undefined,
): Promise<{ token: string; room: string }> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const body = `${PREFIX}.${link.id}.${services.now().getTime() + LIFE_MS}`
  return {
    token: `${body}.${mac(body, services.secrets.key(KEY)).toString('base64url')}`,
    room: `mutabakat:${link.letter_id}`,
  }
}

/** Null: not a guest's token of ours, or one whose time is over. Members see who is there by the counterparty's title. */
export const authenticateGuest = async (services: Services, token: string): Promise<Guest | null> => {
  const [prefix = '', id = '', until = '', given = ''] = token.split('.')
  if (prefix !== PREFIX || !isUuid(id)) return null
  const expected = mac(`${prefix}.${id}.${until}`, services.secrets.key(KEY))
  const bytes = Buffer.from(given, 'base64url')
  if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return null
  if (Number(until) <= services.now().getTime()) return null
  const link = await livingLink(services, id)
  return link && { user_id: `guest:${id}`, name: link.title, expires_at: Number(until) }
}

/** A guest may be in the room of the letter of the link, while the link lives. */
export const mayGuestJoin = async ({ user_id, params, action, services }: RoomQuestion): Promise<boolean> => {
  const id = user_id.replace(/^guest:/, '')
  if (action !== 'join' || !isUuid(id)) return false
  const link = await livingLink(services, id)
  return link !== null && link.letter_id === params.id
}

const livingLink = (services: Services, id: string): Promise<{ letter_id: string; title: string } | null> =>
  services.store.asSystem('a guest opens a live connection', async trx => {
    const link = await withTables(trx)
      .selectFrom('mutabakat.link as link')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'link.letter_id')
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .select(['link.letter_id', 'link.expires_at', 'link.revoked_at', 'letter.status', 'counterparty.title'])
      .where('link.id', '=', id)
      .executeTakeFirst()
    if (!link || link.revoked_at !== null || link.expires_at <= services.now() || link.status === 'cancelled')
      return null
    return { letter_id: link.letter_id, title: link.title }
  })
