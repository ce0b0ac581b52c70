/** The bells of those who may be the second pair of eyes. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { LetterRow } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { leadersOf, tellOfLetter, tellOfMany } from '../tell-people.ts'

/** Who lead, without who wrote or submitted the letter: these may not approve it. */
export const notifyApprovers = async (services: Services, trx: Trx, actor: Actor, row: LetterRow): Promise<void> => {
  const { company_id } = actor
  const letter = await withTables(trx)
    .selectFrom('mutabakat.letter')
    .select(['author_id', 'submitted_by'])
    .where('company_id', '=', company_id)
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  const leaders = await leadersOf(trx, company_id)
  const others = leaders.filter(user_id => user_id !== letter.author_id && user_id !== letter.submitted_by)
  await tellOfLetter(services, trx, company_id, others, row, {
    kind: 'mutabakat_approval_asked',
    level: 'info',
    params: { name: actor.name },
  })
}

/** After a bulk: one line each, however many letters were submitted. */
export const notifyApproversOfMany = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  count: number,
): Promise<void> => {
  const { company_id } = actor
  const leaders = await leadersOf(trx, company_id)
  await tellOfMany(
    services,
    trx,
    company_id,
    leaders.filter(user_id => user_id !== actor.user_id),
    { kind: 'mutabakat_approval_asked', level: 'info', params: { name: actor.name } },
    { count, status: 'pending_approval' },
  )
}
