/** The name of somebody who works in the company. */
import type { Trx } from '#platform/store'
import { fail } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import { selectMembers } from '../data/members.ts'

/** Throws `responsible_not_member` for anybody else. */
export const nameOfMember = async (trx: Trx, company_id: string, user_id: string): Promise<string> => {
  const member = await selectMembers(withTables(trx), company_id).where('person.id', '=', user_id).executeTakeFirst()
  if (!member)
    throw fail('responsible_not_member', { fields: [{ path: 'responsible_id', code: 'responsible_not_member' }] })
  return member.name
}
