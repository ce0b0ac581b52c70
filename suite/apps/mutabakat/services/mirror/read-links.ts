/** What a company may know of its links: of one card, and all of them. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { type CardLink, fail, type LinkInvitation, type Links, MAX_LINK_REQUESTS } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { isPlaceholder } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'

const SUGGESTED = 10

/** The question about this card that still waits. */
export const findOpenRequest = (tables: MutabakatTrx, company_id: string, counterparty_id: string, now: Date) =>
  tables
    .selectFrom('mutabakat.link_request')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('counterparty_id', '=', counterparty_id)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .executeTakeFirst()

const leads = (actor: Actor): boolean => actor.role === 'owner' || actor.role === 'admin'

export const findCardLink = async (
  services: Services,
  tables: MutabakatTrx,
  actor: Actor,
  counterparty_id: string,
): Promise<CardLink> => {
  const { company_id } = actor
  const card = await tables
    .selectFrom('mutabakat.counterparty')
    .innerJoin('platform.company', 'platform.company.id', 'mutabakat.counterparty.company_id')
    .select(['linked_company_id', 'linked_title', 'linked_at', 'tax_number', 'tax_kind', 'platform.company.vkn'])
    .where('mutabakat.counterparty.company_id', '=', company_id)
    .where('mutabakat.counterparty.id', '=', counterparty_id)
    .executeTakeFirst()
  if (!card) throw fail('counterparty_not_found')
  const verdict = (code: string | null) =>
    leads(actor) ? { ok: code === null, code } : { ok: false, code: 'role_too_low' }
  if (card.linked_company_id !== null)
    return {
      state: 'linked',
      company: { title: card.linked_title ?? '' },
      since: card.linked_at!.toISOString(),
      can: { end: verdict(null) },
    }
  const request = await findOpenRequest(tables, company_id, counterparty_id, services.now())
  if (request)
    return {
      state: 'asked',
      by: request.asked_by,
      at: request.asked_at.toISOString(),
      until: request.expires_at.toISOString(),
      can: { end: verdict(null) },
    }
  const numbered = card.tax_number !== null && card.tax_kind !== 'foreign' && !isPlaceholder(card.tax_number)
  const code = !numbered
    ? 'link_needs_tax_number'
    : card.vkn === null
      ? 'company_tax_number_missing'
      : card.vkn === card.tax_number
        ? 'link_to_self'
        : null
  return { state: 'none', can: { ask: verdict(code) } }
}

export const readCardLink = (services: Services, actor: Actor, id: string): Promise<CardLink> => {
  if (!isUuid(id)) throw fail('counterparty_not_found')
  return services.store.inCompany(actor.company_id, trx => findCardLink(services, withTables(trx), actor, id))
}

const invitationsOf = async (tables: MutabakatTrx, company_id: string, now: Date): Promise<LinkInvitation[]> => {
  const invitations = await tables
    .selectFrom('mutabakat.link_invitation')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .orderBy('asked_at')
    .orderBy('id')
    .limit(200)
    .execute()
  const numbers = [...new Set(invitations.map(({ from_tax_number }) => from_tax_number))]
  const cards =
    numbers.length === 0
      ? []
      : await tables
          .selectFrom('mutabakat.counterparty')
          .select(['id', 'code', 'title', 'tax_number'])
          .where('company_id', '=', company_id)
          .where('tax_number', 'in', numbers)
          .where('linked_company_id', 'is', null)
          .orderBy('active', 'desc')
          .orderBy('code')
          .execute()
  return invitations.map(row => ({
    id: row.id,
    from: { title: row.from_title, tax_number: row.from_tax_number, tax_office: row.from_tax_office },
    asked_at: row.asked_at.toISOString(),
    until: row.expires_at.toISOString(),
    suggested: cards
      .filter(card => card.tax_number === row.from_tax_number)
      .slice(0, SUGGESTED)
      .map(({ id, code, title }) => ({ id, code, title })),
  }))
}

export const findLinks = async (services: Services, tables: MutabakatTrx, company_id: string): Promise<Links> => {
  const now = services.now()
  const cards = tables.selectFrom('mutabakat.counterparty as card').where('card.company_id', '=', company_id)
  const requests = await cards
    .innerJoin('mutabakat.link_request as request', 'request.counterparty_id', 'card.id')
    .select(['card.id', 'card.code', 'card.title', 'request.asked_by', 'request.asked_at', 'request.expires_at'])
    .where('request.state', '=', 'open')
    .where('request.expires_at', '>', now)
    .orderBy('request.asked_at', 'desc')
    .limit(MAX_LINK_REQUESTS)
    .execute()
  const linked = await cards
    .select(['card.id', 'card.code', 'card.title', 'card.linked_title', 'card.linked_at'])
    .where('card.linked_company_id', 'is not', null)
    .orderBy('card.search')
    .limit(500)
    .execute()
  return {
    invitations: await invitationsOf(tables, company_id, now),
    requests: requests.map(({ id, code, title, ...request }) => ({
      counterparty: { id, code, title },
      by: request.asked_by,
      at: request.asked_at.toISOString(),
      until: request.expires_at.toISOString(),
    })),
    linked: linked.map(({ id, code, title, linked_title, linked_at }) => ({
      counterparty: { id, code, title },
      company: { title: linked_title ?? '' },
      since: linked_at!.toISOString(),
    })),
  }
}

export const readLinks = (services: Services, actor: Actor): Promise<Links> =>
  services.store.inCompany(actor.company_id, trx => findLinks(services, withTables(trx), actor.company_id))
