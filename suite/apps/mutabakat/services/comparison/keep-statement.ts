/** Keeps an uploaded statement in the place of the one before it, and queues its reading. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { type StatementSide, statementJob } from '../../contract/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { lockForChange, touchComparison } from './open-comparison.ts'

export type StatementFile = { file_id: string; name: string }

/**
 * `file` is kept already. The lines of the statement before it go, and with them every pair they were in, confirmed ones
 * too: those were about other lines.
 */
export const keepStatement = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_id: string,
  side: StatementSide,
  file: StatementFile,
): Promise<string> => {
  const { tables, letter, comparison } = await lockForChange(trx, { actor, letter_id })
  const now = services.now()
  const old = await tables
    .updateTable('mutabakat.statement')
    .set({ replaced_at: now })
    .where('company_id', '=', actor.company_id)
    .where('letter_id', '=', letter.id)
    .where('side', '=', side)
    .where('replaced_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (old) {
    await tables
      .deleteFrom('mutabakat.pair')
      .where('company_id', '=', actor.company_id)
      .where('letter_id', '=', letter.id)
      .execute()
    await tables
      .deleteFrom('mutabakat.statement_line')
      .where('company_id', '=', actor.company_id)
      .where('statement_id', '=', old.id)
      .execute()
  }
  const id = services.id()
  await tables
    .insertInto('mutabakat.statement')
    .values({
      id,
      company_id: actor.company_id,
      letter_id: letter.id,
      side,
      file_id: file.file_id,
      file_name: file.name.slice(0, 200),
      state: 'reading',
      uploaded_by: actor.name,
      created_at: now,
    })
    .execute()
  await services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action: 'statement.uploaded',
    object: { type: 'letter', id: letter.id },
    new: { side, file_name: file.name.slice(0, 200), statement_id: id },
  })
  // A run of the lines before must not write any more.
  await touchComparison(services, trx, actor, letter, { run: comparison.run + 1, steps: '[]', cut: 0 })
  await services.jobs.enqueue(
    trx,
    statementJob,
    { company_id: actor.company_id, statement_id: id },
    { company_id: actor.company_id, owner_id: userIdOf(actor) },
  )
  return id
}
