/** Hands counterparties of a period to a colleague: the cards, and their unfinished letters of that period. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { fail, type HandOver, type HandOverInput, type HeldByOther, LETTER_STATUSES } from '../../contract/index.ts'
import { selectCards } from '../../data/counterparties.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { periodLetters } from '../../data/period-letters.ts'
import { isUnfinished } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { announceGiven, giveCards, type Person, personOf } from '../cards/give-cards.ts'
import { nameOfMember } from '../name-of-member.ts'
import { stale } from '../refuse-stale.ts'
import { tellOfCards } from '../tell-people.ts'

type Held = { id: string; kind: Parameters<typeof periodLetters>[2]['kind']; date: string; state: string }
type Letter = { id: string; counterparty_id: string }

/**
 * Members give away their own alone; those who lead, everybody's. Letters are locked before cards, as everywhere. Throws
 * `stale` with `current` (whose they are now) when a card changed or nothing of it is left in the lane: nothing is moved
 * then.
 */
export const handOver = (
  services: Services,
  actor: Actor,
  period_id: string,
  input: HandOverInput,
): Promise<HandOver> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const period = await holdOpen(tables, actor, period_id)
    if (actor.role === 'member' && input.from !== actor.user_id) throw fail('role_too_low')
    const to = await personOf(trx, actor.company_id, input.to)
    const letters = await lockLetters(tables, actor, period, input)
    const cards = await lockCards(tables, actor, input, letters)
    const ids = cards.map(card => card.id)
    const from = await nameBefore(trx, actor, input.from)
    const moved = await giveCards(services, trx, actor, {
      cards: ids,
      letters: letters.map(({ id }) => ({ id, from })),
      to,
    })
    await tell(services, trx, actor, period, { from, to, ids, letters: letters.length })
    const answer = { counterparties: moved, letters: letters.length }
    await actor.remember?.(trx, answer)
    return answer
  })

/** Shared with other writers: nobody closes it meanwhile. */
const holdOpen = async (tables: MutabakatTrx, actor: Actor, id: string): Promise<Held> => {
  const period = isUuid(id)
    ? await tables
        .selectFrom('mutabakat.period')
        .select(['id', 'kind', 'date', 'state'])
        .where('company_id', '=', actor.company_id)
        .where('id', '=', id)
        .forShare()
        .executeTakeFirst()
    : undefined
  if (!period) throw fail('period_not_found')
  if (period.state === 'closed') throw fail('period_is_closed')
  return period
}

/** Who gives may have left the company; the letters remember the name. */
const nameBefore = async (trx: Trx, actor: Actor, id: string | null): Promise<Person> => {
  if (id === null) return { id, name: '' }
  const known = await trx
    .selectFrom('platform.membership')
    .select('user_id')
    .where('company_id', '=', actor.company_id)
    .where(sql<boolean>`user_id::text = ${id}`)
    .executeTakeFirst()
  return known ? { id, name: await nameOfMember(trx, actor.company_id, id) } : { id, name: '' }
}

const lockLetters = (tables: MutabakatTrx, actor: Actor, period: Held, input: HandOverInput): Promise<Letter[]> => {
  const ids = input.counterparties.map(({ id }) => id).filter(isUuid)
  return periodLetters(tables, actor.company_id, period)
    .select(['letter.id', 'letter.counterparty_id'])
    .where(sql<boolean>`letter.counterparty_id = any(${ids}::uuid[])`)
    .where(sql<boolean>`letter.responsible_id::text is not distinct from ${input.from}::text`)
    .where('letter.status', 'in', LETTER_STATUSES.filter(isUnfinished))
    .orderBy('letter.id')
    .forUpdate()
    .execute()
}

const lockCards = async (
  tables: MutabakatTrx,
  actor: Actor,
  input: HandOverInput,
  letters: readonly Letter[],
): Promise<{ id: string }[]> => {
  const wanted = new Map(input.counterparties.map(({ id, rev }) => [id, rev]))
  // Locked in one order, so that two of these at once wait for each other.
  const cards = await selectCards(tables, actor.company_id)
    .where(sql<boolean>`card.id = any(${[...wanted.keys()].filter(isUuid)}::uuid[])`)
    .orderBy('card.code')
    .forUpdate('card')
    .execute()
  if (cards.length < wanted.size) throw fail('counterparty_not_found')
  const held = new Set(letters.map(letter => letter.counterparty_id))
  const moved = cards.filter(card => card.rev !== wanted.get(card.id) || !held.has(card.id))
  if (moved.length > 0) {
    const current = moved.map(
      ({ id, title, rev, responsible_id, responsible_name }): HeldByOther => ({
        ...{ id, title, rev },
        responsible: responsible_id ? { id: responsible_id, name: responsible_name ?? '' } : null,
      }),
    )
    throw stale(current)
  }
  return cards
}

const tell = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  period: Held,
  { from, to, ids, letters }: { from: Person; to: Person; ids: string[]; letters: number },
): Promise<void> => {
  const { company_id } = actor
  await services.audit(trx, {
    company_id,
    actor: actor.user_id,
    action: 'period.handed_over',
    object: { type: 'period', id: period.id },
    old: { responsible_id: from.id },
    new: { responsible_id: to.id, cards: ids, letters },
  })
  await announceGiven(services, trx, actor, period, { from, to, ids, letters })
  if (to.id === null || to.id === actor.user_id) return
  await tellOfCards(services, trx, { company_id, user_id: to.id }, `mutabakat/periods/${period.id}`, {
    by: actor.name,
    count: ids.length,
  })
}
