/** The members of a company with their names and addresses: who may be made responsible for a card. */
import { sql } from 'kysely'
import type { AuthTables } from '#platform/identity'
import type { MutabakatTrx } from './letters.ts'

export const selectMembers = (trx: MutabakatTrx, company_id: string) =>
  trx
    .withTables<AuthTables>()
    .selectFrom('platform.membership as member')
    .innerJoin('auth.user as person', join => join.on(sql<boolean>`person.id = member.user_id::text`))
    .select(['person.id', 'person.name', 'person.email'])
    .where('member.company_id', '=', company_id)
