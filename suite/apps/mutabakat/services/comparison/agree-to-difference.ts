/** One side agrees to the list of differences as it is; with both the letter is resolved. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { Consent, ConsentInput } from '../../contract/index.ts'
import { fail } from '../../contract/index.ts'
import { dayInZone } from '../../domain/index.ts'
import { dropCalls } from '../calls/open-call.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { consentRefusal, lockForChange, type Party, touchComparison } from './open-comparison.ts'
import { explainedOf, findStatements } from './read-comparison.ts'

/** In the transaction of the caller, inside the letter's company; see `agreeToDifference`. */
export const agree = async (
  services: Services,
  trx: Trx,
  party: Party,
  input: ConsentInput,
  rev: number | null,
): Promise<void> => {
  const { company_id } = party.actor
  const { tables, letter, comparison } = await lockForChange(trx, party)
  const refusal = consentRefusal(letter.status, comparison.run_state)
  if (refusal) throw fail(refusal)
  if (rev !== null && rev !== comparison.rev) throw fail('comparison_changed')
  const explained = explainedOf(await findStatements(services, tables, company_id, letter, 'tr'))
  const covered = explained !== null && letter.difference_minor !== null && explained === letter.difference_minor
  if (input.correction === null && !covered) throw fail('correction_required')
  const zone = await tables
    .selectFrom('platform.company')
    .select('time_zone')
    .where('id', '=', company_id)
    .executeTakeFirstOrThrow()
  const now = services.now()
  if (input.correction && input.correction.until < dayInZone(now, zone.time_zone)) throw fail('correction_day_past')
  const consent: Consent = { by: party.actor.name, at: now.toISOString(), correction: input.correction }
  const mine = party.side === 'ours' ? 'consent_ours' : 'consent_theirs'
  const other = party.side === 'ours' ? comparison.consent_theirs : comparison.consent_ours
  await services.audit(trx, {
    company_id,
    actor: party.actor.user_id,
    action: 'difference.agreed',
    object: { type: 'letter', id: letter.id },
    new: { side: party.side, correction: input.correction },
  })
  await touchComparison(services, trx, party.actor, letter, { [mine]: JSON.stringify(consent) }, { keepConsent: true })
  if (other === null) return
  await tables
    .updateTable('mutabakat.letter')
    .set({ status: 'resolved', rev: sql`rev + 1` })
    .where('company_id', '=', company_id)
    .where('id', '=', letter.id)
    .execute()
  await addEvidence(services, trx, letter, {
    fact: 'resolved',
    detail: { by: party.actor.name, with: other.by, side: party.side, ...party.detail },
    link_id: party.link_id,
  })
  await dropCalls(services, trx, party.actor, letter.id)
  const row = await announceLetter(services, trx, party.actor, letter.id, 'mutabakat_approved', {
    approved_by: party.actor.name,
    answered_at: now.toISOString(),
    document_id: null,
    with_correction: true,
    via: letter.answer_via ?? 'portal',
  })
  await notifySender(services, trx, row, {
    kind: 'mutabakat_approved',
    level: 'success',
    params: { name: party.actor.name },
  })
}

/**
 * A difference that the lines do not cover to the last hundredth asks for a promise: who corrects it, and until when. `rev`: the list the reader saw; another one is `stale`.
 */
export const agreeToDifference = (
  services: Services,
  party: Party,
  input: ConsentInput,
  rev: number | null,
): Promise<void> => services.store.inCompany(party.actor.company_id, trx => agree(services, trx, party, input, rev))
