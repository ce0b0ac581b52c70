/** One card whole, and what is to choose from where cards are edited and filtered. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { type CounterpartyChoices, type CounterpartyDetail, fail } from '../../contract/index.ts'
import { findCard, toContact } from '../../data/counterparties.ts'
import { withTables } from '../../data/letters.ts'
import { selectMembers } from '../../data/members.ts'
import { isPlaceholder } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { countLetters } from './delete-counterparty.ts'

const SAME_SHOWN = 20

export const getCounterparty = (services: Services, actor: Actor, id: string): Promise<CounterpartyDetail> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const card = isUuid(id) ? await findCard(tables, actor.company_id, id) : undefined
    if (!card) throw fail('counterparty_not_found')
    const contacts = await tables
      .selectFrom('mutabakat.contact')
      .selectAll()
      .where('company_id', '=', actor.company_id)
      .where('counterparty_id', '=', id)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    const same =
      card.tax_number === null || isPlaceholder(card.tax_number)
        ? []
        : await tables
            .selectFrom('mutabakat.counterparty')
            .select(['id', 'code', 'title'])
            .where('company_id', '=', actor.company_id)
            .where('tax_number', '=', card.tax_number)
            .where('id', '!=', id)
            .orderBy('code')
            .limit(SAME_SHOWN)
            .execute()
    const letters = await countLetters(tables, actor.company_id, id)
    return {
      ...card,
      contact_list: contacts.map(toContact),
      same_tax_number: same,
      letters,
      can_delete: letters === 0 && card.linked_company_id === null,
    }
  })

export const listChoices = (services: Services, actor: Actor): Promise<CounterpartyChoices> =>
  services.store.inCompany(actor.company_id, async trx => {
    const members = await selectMembers(withTables(trx), actor.company_id)
      .clearSelect()
      .select([
        'person.id',
        'person.name',
        sql<number>`(select count(*)::int from mutabakat.counterparty as card
          where card.company_id = member.company_id and card.responsible_id::text = person.id and card.active)`.as(
          'cards',
        ),
      ])
      .orderBy('person.name')
      .orderBy('person.id')
      .execute()
    const groups = await withTables(trx)
      .selectFrom('mutabakat.counterparty')
      .select('group_code')
      .distinct()
      .where('company_id', '=', actor.company_id)
      .where('group_code', 'is not', null)
      .orderBy('group_code')
      .execute()
    return { members, groups: groups.flatMap(row => row.group_code ?? []) }
  })
