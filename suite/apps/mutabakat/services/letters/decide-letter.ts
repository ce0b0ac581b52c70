/** The second pair of eyes: approves a letter for sending, or sends it back with a reason. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { tellOfLetter } from '../tell-people.ts'
import { announceLetter } from './announce-letter.ts'
import { showLetter } from './show-letter.ts'
import { takeLetter } from './take-letter.ts'

type Decision = { approved: true; note: string | null } | { approved: false; note: string }

/** Refuses whoever wrote or submitted the letter, and who does not lead. The author and the submitter are told. */
export const decideLetter = (
  services: Services,
  actor: Actor,
  id: string,
  { approved, note }: Decision,
  rev: number | null,
): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { company_id } = actor
    const { letter } = await takeLetter(tables, actor, id, approved ? 'approve' : 'send_back', rev)
    await tables
      .updateTable('mutabakat.letter')
      .set({
        status: approved ? 'ready' : 'draft',
        decided_by: userIdOf(actor),
        decided_name: actor.name,
        decided_at: services.now(),
        decision_note: note,
        rev: sql`rev + 1`,
      })
      .where('company_id', '=', company_id)
      .where('id', '=', id)
      .execute()
    await services.audit(trx, {
      company_id,
      actor: actor.user_id,
      action: approved ? 'letter.approved_inside' : 'letter.sent_back',
      object: { type: 'letter', id },
      new: { note, minor: String(letter.minor), currency: letter.currency, side: letter.side },
    })
    const row = await announceLetter(
      services,
      trx,
      actor,
      id,
      'mutabakat_updated',
      note === null ? {} : { note },
      approved ? 'letter_approved_inside' : 'letter_sent_back',
    )
    const asked = [letter.author_id, letter.submitted_by].filter(user_id => user_id !== null)
    await tellOfLetter(services, trx, company_id, asked, row, {
      kind: approved ? 'mutabakat_approval_given' : 'mutabakat_sent_back',
      level: approved ? 'success' : 'warning',
      params: { name: actor.name, note: note ?? '' },
    })
    return showLetter(tables, actor, id)
  })
