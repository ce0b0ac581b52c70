/** Gives cards to another person, as when a colleague takes over, and their unfinished letters with them. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type Assigned, type AssignInput, LETTER_STATUSES } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { isUnfinished } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { tellOfCards } from '../tell-people.ts'
import { announceGiven, type GivenLetter, type GivenPeriod, giveCards, type Person, personOf } from './give-cards.ts'

export type HeldLetter = GivenLetter & { counterparty_id: string; period: GivenPeriod }

/** Cards of others or of nobody are passed over; so are those that person already has. Throws `responsible_not_member`. */
export const assignCounterparties = (services: Services, actor: Actor, input: AssignInput): Promise<Assigned> =>
  services.store.inCompany(actor.company_id, async trx => {
    const to = await personOf(trx, actor.company_id, input.responsible_id)
    const letters = input.letters ? await holdLetters(trx, actor, input.ids, to.id) : []
    // Locked in one order, so that two of these at once wait for each other.
    const cards = await withTables(trx)
      .selectFrom('mutabakat.counterparty')
      .select('id')
      .where('company_id', '=', actor.company_id)
      .where(sql<boolean>`id = any(${input.ids.filter(isUuid)}::uuid[])`)
      .where(sql<boolean>`responsible_id is distinct from ${to.id}::uuid`)
      .orderBy('code')
      .forUpdate()
      .execute()
    const ids = cards.map(card => card.id)
    if (ids.length > 0 || letters.length > 0) {
      await giveCards(services, trx, actor, { cards: ids, letters, to })
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'counterparty.assigned',
        new: { responsible_id: to.id, cards: ids, letters: letters.length },
      })
      await tellGiven(services, trx, actor, to, ids, letters)
    }
    const answer = { changed: ids.length, letters: letters.length }
    await actor.remember?.(trx, answer)
    return answer
  })

/**
 * The cards' unfinished letters of periods that are not closed, whosever they are; a member takes along their own alone.
 * Those that `to_id` has already are left out; absent, none is. Held before the cards, and their periods with them: nobody closes one meanwhile.
 */
export const holdLetters = async (
  trx: Trx,
  actor: Actor,
  counterparty_ids: readonly string[],
  to_id?: string | null,
): Promise<HeldLetter[]> => {
  let letters = withTables(trx)
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.period as period', join =>
      join
        .onRef('period.company_id', '=', 'letter.company_id')
        .onRef('period.kind', '=', 'letter.kind')
        .onRef('period.date', '=', 'letter.balance_date'),
    )
    .select(['letter.id', 'letter.counterparty_id', 'letter.responsible_id', 'letter.responsible_name'])
    .select(['period.id as period_id', 'period.kind', 'period.date'])
    .where('letter.company_id', '=', actor.company_id)
    .where(sql<boolean>`letter.counterparty_id = any(${counterparty_ids.filter(isUuid)}::uuid[])`)
    .where('letter.status', 'in', LETTER_STATUSES.filter(isUnfinished))
    .where('period.state', '<>', 'closed')
  if (to_id !== undefined)
    letters = letters.where(sql<boolean>`letter.responsible_id::text is distinct from ${to_id}::text`)
  if (actor.role === 'member') letters = letters.where('letter.responsible_id', '=', actor.user_id)
  const held = await letters.orderBy('letter.id').forUpdate('letter').forShare('period').execute()
  return held.map(({ id, counterparty_id, responsible_id, responsible_name, period_id, kind, date }) => ({
    ...{ id, counterparty_id },
    from: { id: responsible_id, name: responsible_name ?? '' },
    period: { id: period_id, kind, date },
  }))
}

/** The company hears of each period and each person apart, as of a hand-over in a cockpit; who gets them, once. */
export const tellGiven = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  to: Person,
  card_ids: readonly string[],
  letters: readonly HeldLetter[],
): Promise<void> => {
  for (const group of Map.groupBy(letters, ({ period, from }) => `${period.id} ${from.id}`).values()) {
    const [{ period, from }] = group as [HeldLetter]
    const ids = [...new Set(group.map(letter => letter.counterparty_id))]
    await announceGiven(services, trx, actor, period, { from, to, ids, letters: group.length })
  }
  if (to.id === null || to.id === actor.user_id) return
  const { size: count } = new Set([...card_ids, ...letters.map(letter => letter.counterparty_id)])
  const link = `mutabakat/counterparties?filter[responsible]=${to.id}`
  await tellOfCards(services, trx, { company_id: actor.company_id, user_id: to.id }, link, { by: actor.name, count })
}
