/** The counterparty's answer: once, by whoever comes first, kept with its evidence in one transaction. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure, fromMoneyJson, PLATFORM_FAILURES, toMoneyJson } from '#platform/contract'
import { fail, type PortalAnswerInput, type PortalLetter } from '../contract/index.ts'
import { toAnswer } from '../data/letter-details.ts'
import { withTables } from '../data/letters.ts'
import { signedMinor } from '../domain/index.ts'
import type { Actor } from './actor.ts'
import { announceLetter } from './announce-letter.ts'
import { findLink } from './find-link.ts'
import { lockLetter } from './lock-letter.ts'
import { notifySender } from './notify-sender.ts'
import { requireGrant } from './portal-grant.ts'
import { readPortalLetter } from './read-portal.ts'

export type Visitor = { grant: string | undefined; ip: string; agent: string }

/**
 * Compare and set under the row's lock. Of two answers at one instant the second is refused with
 * `already_answered` and shown the first's answer.
 */
export const answerLetter = async (
  services: Services,
  token: string,
  visitor: Visitor,
  input: PortalAnswerInput,
): Promise<PortalLetter> => {
  const link = await findLink(services, token)
  requireGrant(services, link.id, visitor.grant)
  return services.store.inCompany(link.company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, link.company_id, link.letter_id)
    if (letter.status === 'cancelled') throw fail('link_cancelled')
    if (letter.status !== 'sent' && letter.status !== 'viewed')
      throw fail('already_answered', { extra: { answer: toAnswer(letter) } })
    const guest: Actor = { company_id: link.company_id, user_id: `guest:${link.id}`, name: input.name }
    const agreed = input.choice === 'agree'
    const own = input.own_balance && input.own_side ? fromMoneyJson(input.own_balance) : null
    // Kept in the letter's currency: another one would turn dollars into lira.
    if (own && own.currency !== letter.currency)
      throw new Failure('bad_request', PLATFORM_FAILURES.bad_request, {
        fields: [{ path: 'own_balance.currency', code: 'invalid' }],
      })
    const difference =
      agreed || own === null ? null : signedMinor(letter.minor, letter.side) - signedMinor(own.minor, input.own_side!)
    const now = services.now()
    await tables
      .updateTable('mutabakat.letter')
      .set({
        status: agreed ? 'approved' : 'rejected',
        answered_at: now,
        viewed_at: letter.viewed_at ?? now,
        answer_choice: input.choice,
        answer_name: input.name,
        answer_title: input.title,
        answer_reason: agreed ? null : input.reason_code,
        answer_note: input.note,
        answer_minor: agreed ? null : (own?.minor ?? null),
        answer_side: agreed || !own ? null : input.own_side,
        difference_minor: difference,
        rev: sql`rev + 1`,
      })
      .where('company_id', '=', link.company_id)
      .where('id', '=', letter.id)
      .execute()
    const document = await tables
      .selectFrom('mutabakat.document')
      .select(['id', 'sha256'])
      .where('company_id', '=', link.company_id)
      .where('letter_id', '=', letter.id)
      .executeTakeFirst()
    await services.audit(trx, {
      company_id: link.company_id,
      actor: guest.user_id,
      action: agreed ? 'letter.approved' : 'letter.rejected',
      object: { type: 'letter', id: letter.id },
      old: { status: letter.status },
      // What an auditor asks for later: who, by which code's address, on which bytes.
      new: { choice: input.choice, name: input.name, address: link.address, document_sha256: document?.sha256 ?? null },
      ip: visitor.ip,
      agent: visitor.agent,
    })
    const answered_at = now.toISOString()
    const row = agreed
      ? await announceLetter(services, trx, guest, letter.id, 'mutabakat_approved', {
          approved_by: input.name,
          answered_at,
          document_id: document?.id ?? null,
          with_correction: false,
        })
      : await announceLetter(services, trx, guest, letter.id, 'mutabakat_rejected', {
          rejected_by: input.name,
          answered_at,
          reason_code: input.reason_code,
          note: input.note,
          own_amount: input.own_balance?.amount ?? null,
          difference: difference === null ? null : toMoneyJson({ minor: difference, currency: letter.currency }),
          has_statement: false,
        })
    await notifySender(services, trx, row, {
      kind: agreed ? 'mutabakat_approved' : 'mutabakat_rejected',
      level: agreed ? 'success' : 'warning',
      params: { name: input.name },
    })
    return readPortalLetter(tables, link.company_id, link.letter_id)
  })
}
