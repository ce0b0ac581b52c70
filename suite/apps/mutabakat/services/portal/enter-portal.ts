/** Exchanges a one-time code for a grant, and marks the letter as viewed. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { fail } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { type FoundLink, findLink, maskAddress } from '../reach/find-link.ts'
import { refreshDeliveryState } from '../reach/settle-delivery.ts'
import { codeOf, sameCode } from './one-time-code.ts'
import { makeGrant } from './portal-grant.ts'

/** Longer browser names say nothing more. */
const AGENT_CHARS = 300
const TRIES = 5
const LOCK_MS = 15 * 60_000

type Verdict =
  | { kind: 'right' }
  | { kind: 'expired' }
  | { kind: 'locked'; ms: number }
  | { kind: 'wrong'; left: number }

/** Judges under the code's row lock, so that parallel guesses are counted one by one (S34). */
const judge = async (services: Services, tables: MutabakatTrx, link: FoundLink, given: string): Promise<Verdict> => {
  const now = services.now()
  // Everybody takes the link's row first: guesses at two codes of one link wait for each other.
  const { locked_until } = await tables
    .selectFrom('mutabakat.link')
    .select('locked_until')
    .where('company_id', '=', link.company_id)
    .where('id', '=', link.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (locked_until && locked_until > now) return { kind: 'locked', ms: locked_until.getTime() - now.getTime() }
  const code = await tables
    .selectFrom('mutabakat.code')
    .selectAll()
    .where('company_id', '=', link.company_id)
    .where('link_id', '=', link.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!code || code.used_at || code.expires_at <= now || code.tries >= TRIES) return { kind: 'expired' }
  if (sameCode(given, codeOf(code.id, services.secrets.key('mutabakat-code')))) {
    await tables.updateTable('mutabakat.code').set({ used_at: now }).where('id', '=', code.id).execute()
    return { kind: 'right' }
  }
  const tries = code.tries + 1
  await tables.updateTable('mutabakat.code').set({ tries }).where('id', '=', code.id).execute()
  if (tries < TRIES) return { kind: 'wrong', left: TRIES - tries }
  await tables
    .updateTable('mutabakat.link')
    .set({ locked_until: new Date(now.getTime() + LOCK_MS) })
    .where('id', '=', link.id)
    .execute()
  return { kind: 'locked', ms: LOCK_MS }
}

/** Whatever came with this link arrived. */
const markOpened = async (services: Services, tables: MutabakatTrx, link: FoundLink): Promise<void> => {
  await tables
    .updateTable('mutabakat.delivery')
    .set({ state: 'opened', opened_at: services.now() })
    .where('company_id', '=', link.company_id)
    .where('link_id', '=', link.id)
    .where('state', 'in', ['sent', 'delivered'])
    .execute()
}

/** The fifth wrong code locks the link for 15 minutes; the count is kept although the answer is a refusal. */
export const enterPortal = async (
  services: Services,
  token: string,
  given: string,
  visitor: { ip: string; agent: string },
): Promise<{ grant: string; expires_at: string }> => {
  const link = await findLink(services, token)
  const guest: Actor = { company_id: link.company_id, user_id: `guest:${link.id}`, name: link.address }
  const verdict = await services.store.inCompany(link.company_id, async trx => {
    const tables = withTables(trx)
    // The letter before the link: the same order as everywhere.
    const letter = await lockLetter(tables, link.company_id, link.letter_id)
    const judged = await judge(services, tables, link, given)
    if (judged.kind !== 'right') return judged
    const detail = { address: maskAddress(link.address), ip: visitor.ip, agent: visitor.agent.slice(0, AGENT_CHARS) }
    await addEvidence(services, trx, letter, { fact: 'code_passed', link_id: link.id, detail })
    await markOpened(services, tables, link)
    if (letter.status === 'sent') {
      const changed = await refreshDeliveryState(tables, link.company_id, letter.id)
      await tables
        .updateTable('mutabakat.letter')
        .set({ status: 'viewed', viewed_at: services.now(), ...(!changed && { rev: sql`rev + 1` }) })
        .where('company_id', '=', link.company_id)
        .where('id', '=', letter.id)
        .execute()
      await addEvidence(services, trx, letter, { fact: 'viewed', link_id: link.id })
      const row = await announceLetter(services, trx, guest, letter.id, 'mutabakat_viewed')
      await notifySender(services, trx, row, { kind: 'mutabakat_viewed', level: 'info', onlySender: true, params: {} })
    }
    return judged
  })
  switch (verdict.kind) {
    case 'right':
      return makeGrant(services, link)
    case 'expired':
      throw fail('otp_expired')
    case 'locked':
      throw fail('otp_locked', { retryAfterMs: verdict.ms })
    case 'wrong':
      throw fail('otp_wrong', { params: { left: verdict.left } })
  }
}
