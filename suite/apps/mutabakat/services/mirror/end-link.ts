/** Either company ends a link, for both at once; or takes back the question it asked. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type CardLink, fail, linkRequestJob } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { lockCard } from '../cards/save-counterparty.ts'
import { findCardLink, findOpenRequest } from './read-links.ts'
import { tellLink } from './tell-link.ts'

/** Throws `link_not_found` when there is neither a link nor a question. */
export const endLink = async (services: Services, actor: Actor, id: string): Promise<CardLink> => {
  const { company_id } = actor
  if (!isUuid(id)) throw fail('counterparty_not_found')
  const linked = await services.store.inCompany(company_id, async trx => {
    const card = await lockCard(trx, company_id, id)
    if (card.linked_company_id === null || card.linked_counterparty_id === null) {
      await takeBack(services, trx, actor, card)
      return null
    }
    return { company_id: card.linked_company_id, card_id: card.linked_counterparty_id }
  })
  if (linked) await cut(services, actor, { company_id, card_id: id }, linked)
  return services.store.inCompany(company_id, trx => findCardLink(services, withTables(trx), actor, id))
}

const takeBack = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  card: { id: string; title: string },
): Promise<void> => {
  const { company_id } = actor
  const tables = withTables(trx)
  const request = await findOpenRequest(tables, company_id, card.id, services.now())
  if (!request) throw fail('link_not_found')
  await tables
    .updateTable('mutabakat.link_request')
    .set({ state: 'withdrawn' })
    .where('company_id', '=', company_id)
    .where('id', '=', request.id)
    .execute()
  await services.audit(trx, {
    company_id,
    actor: actor.user_id,
    action: 'link.withdrawn',
    object: { type: 'counterparty', id: card.id },
  })
  await tellLink(services, trx, actor, { state: 'ended', counterparty_id: card.id, other: card.title, bell: false })
  const job = { company_id, request_id: request.id }
  await services.jobs.enqueue(trx, linkRequestJob, job, { company_id, owner_id: null })
}

type End = { company_id: string; card_id: string }

/** In the order of the companies' ids: two that end it at once wait for each other, and the second finds it ended. */
const cut = (services: Services, actor: Actor, ours: End, theirs: End): Promise<void> =>
  services.store.acrossCompanies([ours.company_id, theirs.company_id], async enter => {
    const ends = [ours, theirs].toSorted((left, right) => (left.company_id < right.company_id ? -1 : 1))
    for (const end of ends) {
      const other = end === ours ? theirs : ours
      await enter(end.company_id, trx => cutEnd(services, trx, actor, end, other))
    }
  })

const cutEnd = async (services: Services, trx: Trx, actor: Actor, end: End, other: End): Promise<void> => {
  const { company_id, card_id } = end
  const now = services.now()
  const card = await withTables(trx)
    .selectFrom('mutabakat.counterparty')
    .select(['id', 'linked_title'])
    .where('company_id', '=', company_id)
    .where('id', '=', card_id)
    .where('linked_company_id', '=', other.company_id)
    .where('linked_counterparty_id', '=', other.card_id)
    .forUpdate()
    .executeTakeFirst()
  if (!card) return
  await withTables(trx)
    .updateTable('mutabakat.counterparty')
    .set(update => ({
      linked_company_id: null,
      linked_counterparty_id: null,
      linked_title: null,
      linked_at: null,
      updated_at: now,
      rev: update('rev', '+', 1),
    }))
    .where('company_id', '=', company_id)
    .where('id', '=', card_id)
    .execute()
  const own = company_id === actor.company_id
  const user_id = own ? actor.user_id : `guest:${card_id}`
  await services.audit(trx, {
    company_id,
    actor: user_id,
    action: 'link.ended',
    object: { type: 'counterparty', id: card_id },
    old: { with: card.linked_title },
  })
  const news = { state: 'ended', counterparty_id: card_id, other: card.linked_title ?? '', bell: true } as const
  await tellLink(services, trx, { company_id, user_id }, news)
}
