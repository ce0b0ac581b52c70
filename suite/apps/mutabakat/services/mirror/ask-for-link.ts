/** Asks the company behind a card to be linked. Whoever asks learns nothing of whether there is one. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { type CardLink, fail, LINK_DAYS, linkRequestJob, MAX_LINK_REQUESTS } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { CounterpartyTable } from '../../data/tables.ts'
import { isPlaceholder } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { lockCard } from '../cards/save-counterparty.ts'
import { findCardLink, findOpenRequest } from './read-links.ts'
import { tellLink } from './tell-link.ts'

const DAY_MS = 86_400_000

/** The number that is asked for: one that a company can have, and not our own. */
const askedNumber = (card: Selectable<CounterpartyTable>, own: string | null): string => {
  if (card.linked_company_id !== null) throw fail('card_linked')
  if (card.tax_number === null || card.tax_kind === 'foreign' || isPlaceholder(card.tax_number))
    throw fail('link_needs_tax_number')
  if (own === null) throw fail('company_tax_number_missing')
  if (card.tax_number === own) throw fail('link_to_self')
  return card.tax_number
}

/** Counted with the company's row held: two that ask at once do not go over the limit together. */
const checkRoom = async (tables: MutabakatTrx, company_id: string, now: Date): Promise<void> => {
  const { count } = await tables
    .selectFrom('mutabakat.link_request')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('company_id', '=', company_id)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MAX_LINK_REQUESTS) throw fail('link_requests_full')
}

const holdCompany = (trx: Trx, company_id: string) =>
  trx
    .selectFrom('platform.company')
    .select('vkn')
    .where('id', '=', company_id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()

/** Asked again while it waits, it stays the one question. Everything that depends on the other side is the job's. */
export const askForLink = (services: Services, actor: Actor, counterparty_id: string): Promise<CardLink> =>
  services.store.inCompany(actor.company_id, async trx => {
    const { company_id } = actor
    const tables = withTables(trx)
    const { vkn } = await holdCompany(trx, company_id)
    const card = await lockCard(trx, company_id, counterparty_id)
    const tax_number = askedNumber(card, vkn)
    const now = services.now()
    if (!(await findOpenRequest(tables, company_id, card.id, now))) {
      await checkRoom(tables, company_id, now)
      const id = services.id()
      await tables
        .insertInto('mutabakat.link_request')
        .values({
          id,
          company_id,
          counterparty_id: card.id,
          tax_number,
          asked_by: actor.name,
          asked_by_id: actor.user_id,
          asked_at: now,
          expires_at: new Date(now.getTime() + LINK_DAYS * DAY_MS),
          state: 'open',
        })
        .execute()
      await services.audit(trx, {
        company_id,
        actor: actor.user_id,
        action: 'link.asked',
        object: { type: 'counterparty', id: card.id },
        new: { tax_number },
      })
      const news = { state: 'asked', counterparty_id: card.id, other: card.title, bell: false } as const
      await tellLink(services, trx, actor, news)
      await services.jobs.enqueue(trx, linkRequestJob, { company_id, request_id: id }, { company_id, owner_id: null })
    }
    return findCardLink(services, tables, actor, card.id)
  })
