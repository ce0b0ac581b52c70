/** The linked company's answer, by one of its members: in both companies' books at once. */
import type { Services } from '#platform/app'
import { fail, type Incoming, type IncomingAnswerInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { takeAnswer } from '../letters/take-answer.ts'
import { readPortalLetter } from '../portal/read-portal.ts'
import { tellChanged } from './carry-letter.ts'
import { incomingValues, keptLetter, readerFor } from './incoming-values.ts'
import { findOwnStatement } from './own-statement.ts'
import { answerRefusal, linkedSender, requireIncoming, toIncoming } from './read-incoming.ts'

/**
 * Throws as an answer behind a link does: of two, the second is refused with `already_answered` and shown the first's. What
 * the sender learns is the person's name and title and the company's; not the user, the address, or the machine.
 */
export const answerIncoming = async (
  services: Services,
  actor: Actor,
  id: string,
  input: IncomingAnswerInput,
): Promise<Incoming> => {
  const { company_id } = actor
  const row = await services.store.inCompany(company_id, trx => requireIncoming(withTables(trx), company_id, id))
  const code = answerRefusal(row, actor)
  // One that was answered meanwhile is refused by the letter itself, with the answer.
  if (code !== null && code !== 'incoming_closed') throw fail(code)
  const from = linkedSender(row)
  if (from === null) throw fail('link_ended')
  const reader = readerFor(from, row.letter_id)
  return services.store.acrossCompanies([from, company_id], async enter => {
    const letter = await enter(from, async trx => {
      const tables = withTables(trx)
      await lockLetter(tables, from, row.letter_id)
      const shown = await readPortalLetter(tables, reader)
      const company = shown.counterparty.title
      const answering = {
        actor: { company_id: from, user_id: `guest:${id}`, name: actor.name },
        letter_id: row.letter_id,
        via: 'mirror' as const,
        link_id: null,
        shown,
        detail: { company, via: 'mirror' },
        record: { company, via: 'mirror' },
        ip: null,
        agent: null,
      }
      await takeAnswer(services, trx, answering, { ...input, name: actor.name })
      return keptLetter(await readPortalLetter(tables, reader))
    })
    return enter(company_id, async trx => {
      const tables = withTables(trx)
      const { rev } = await tables
        .updateTable('mutabakat.incoming')
        .set(update => ({
          ...incomingValues(letter),
          answered_by: actor.name,
          answered_by_id: actor.user_id,
          rev: update('rev', '+', 1),
        }))
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .returning('rev')
        .executeTakeFirstOrThrow()
      await services.audit(trx, {
        company_id,
        actor: actor.user_id,
        action: letter.answer?.choice === 'agree' ? 'incoming.approved' : 'incoming.rejected',
        object: { type: 'incoming', id },
        old: { status: row.status },
        new: { no: row.no, from: row.from_title, choice: letter.answer?.choice, status: letter.status },
      })
      await tellChanged(services, trx, company_id, { id, rev, letter })
      const own_statement = await findOwnStatement(tables, row)
      const shown = toIncoming(await requireIncoming(tables, company_id, id), actor, { because: null, own_statement })
      await actor.remember?.(trx, shown)
      return shown
    })
  })
}
