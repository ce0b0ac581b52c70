/** Cards that a file gives to another person take their unfinished letters along, as everywhere. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import type { CardNews } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { type HeldLetter, holdLetters, tellGiven } from '../cards/assign-counterparties.ts'
import { giveLetters, personOf } from '../cards/give-cards.ts'
import { readCards } from '../cards/write-cards.ts'

/** By the person who gets them. */
export type Following = ReadonlyMap<string, { cards: readonly string[]; letters: readonly HeldLetter[] }>

/** Before the cards are held: letters come first, and all of a chunk at once, so that two imports wait in turn. */
export const holdFollowing = async (trx: Trx, actor: Actor, news: readonly CardNews[]): Promise<Following> => {
  const { company_id } = actor
  // Of two rows about one card the later counts.
  const wanted = new Map(news.flatMap(({ code, responsible_id }) => (responsible_id ? [[code, responsible_id]] : [])))
  if (wanted.size === 0) return new Map()
  const cards = await readCards(withTables(trx), company_id, [...wanted.keys()], false)
  const given = [...cards.values()].flatMap(({ id, code, responsible_id }) => {
    const to = wanted.get(code)!
    return to === responsible_id ? [] : [{ id, to }]
  })
  if (given.length === 0) return new Map()
  const ids = given.map(({ id }) => id)
  const letters = await holdLetters(trx, actor, ids)
  const following = Map.groupBy(given, ({ to }) => to)
  return new Map(
    [...following].map(([to, its]) => {
      const its_ids = its.map(({ id }) => id)
      const follow = letters.filter(({ counterparty_id, from }) => its_ids.includes(counterparty_id) && from.id !== to)
      return [to, { cards: its_ids, letters: follow }]
    }),
  )
}

/** After the cards were written, in the same transaction. */
export const giveFollowing = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  following: Following,
): Promise<void> => {
  const { company_id, user_id } = actor
  for (const [id, { cards, letters }] of following) {
    const to = await personOf(trx, company_id, id)
    await giveLetters(services, trx, actor, letters, to)
    await services.audit(trx, {
      company_id,
      actor: user_id,
      action: 'counterparty.assigned',
      new: { responsible_id: id, cards, letters: letters.length },
    })
    await tellGiven(services, trx, actor, to, cards, letters)
  }
}
