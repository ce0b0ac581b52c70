/** The answer to a question for a link: accepted on one card of each company at once, or refused in silence. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type AcceptLinkInput, fail, type Links, linkRequestJob } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { LinkInvitationTable, LinkRequestTable } from '../../data/mirror-tables.ts'
import { isTckn, isVkn } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { searchText } from '../cards/check-card.ts'
import { lockCard } from '../cards/save-counterparty.ts'
import { queueWaiting } from './queue-mirror.ts'
import { findLinks } from './read-links.ts'
import { tellLink } from './tell-link.ts'

type Invitation = Selectable<LinkInvitationTable>
type Request = Selectable<LinkRequestTable>

const lockInvitation = async (tables: MutabakatTrx, company_id: string, id: string, now: Date): Promise<Invitation> => {
  const invitation = isUuid(id)
    ? await tables
        .selectFrom('mutabakat.link_invitation')
        .selectAll()
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!invitation) throw fail('link_not_found')
  if (invitation.state !== 'open' || invitation.expires_at <= now) throw fail('link_request_over')
  return invitation
}

export const refuseLink = (services: Services, actor: Actor, id: string): Promise<Links> =>
  services.store.inCompany(actor.company_id, async trx => {
    const { company_id } = actor
    const tables = withTables(trx)
    const invitation = await lockInvitation(tables, company_id, id, services.now())
    await decide(services, trx, actor, invitation, 'refused')
    const news = { state: 'ended', counterparty_id: null, other: invitation.from_title, bell: false } as const
    await tellLink(services, trx, actor, news)
    return findLinks(services, tables, company_id)
  })

const decide = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  invitation: Invitation,
  state: 'accepted' | 'refused',
): Promise<void> => {
  await withTables(trx)
    .updateTable('mutabakat.link_invitation')
    .set({ state, decided_by: actor.name, decided_by_id: actor.user_id, decided_at: services.now() })
    .where('company_id', '=', actor.company_id)
    .where('id', '=', invitation.id)
    .execute()
  await services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action: `link.${state}`,
    object: { type: 'link', id: invitation.id },
    new: { from: invitation.from_title, tax_number: invitation.from_tax_number },
  })
}

/** The question as it now is in the books of who asked; gone when its card, or the card's number, is another now. */
const lockRequest = async (trx: Trx, invitation: Invitation, now: Date): Promise<Request> => {
  const request = await withTables(trx)
    .selectFrom('mutabakat.link_request')
    .selectAll()
    .where('company_id', '=', invitation.from_company_id)
    .where('id', '=', invitation.request_id)
    .forUpdate()
    .executeTakeFirst()
  if (request?.state !== 'open' || request.expires_at <= now) throw fail('link_request_over')
  const card = await lockCard(trx, request.company_id, request.counterparty_id)
  if (card.linked_company_id !== null || card.tax_number !== request.tax_number) throw fail('link_request_over')
  return request
}

/** Our card of the company that asked: the one that was named, or a new one. */
const takeCard = async (services: Services, trx: Trx, actor: Actor, invitation: Invitation, input: AcceptLinkInput) => {
  const { company_id } = actor
  if ('counterparty_id' in input) {
    const card = await lockCard(trx, company_id, input.counterparty_id)
    if (card.linked_company_id !== null) throw fail('card_linked')
    return card.id
  }
  const id = services.id()
  const now = services.now()
  const number = invitation.from_tax_number
  const title = invitation.from_title
  const made = await withTables(trx)
    .insertInto('mutabakat.counterparty')
    .values({
      id,
      company_id,
      code: input.new_code,
      title,
      kind: 'both',
      tax_kind: isVkn(number) ? 'vkn' : isTckn(number) ? 'tckn' : 'voen',
      tax_number: number,
      tax_office: invitation.from_tax_office,
      contact_name: null,
      email: null,
      mobile: null,
      locale: 'tr',
      contract_notice: false,
      iban: null,
      group_code: null,
      responsible_id: null,
      linked_company_id: null,
      linked_counterparty_id: null,
      linked_title: null,
      search: searchText(title, input.new_code),
      created_at: now,
      updated_at: now,
    })
    .onConflict(conflict => conflict.columns(['company_id', 'code']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw fail('counterparty_code_taken', { fields: [{ path: 'new_code', code: 'counterparty_code_taken' }] })
  return id
}

const link = async (
  services: Services,
  trx: Trx,
  company_id: string,
  card_id: string,
  other: { company_id: string; card_id: string; title: string },
): Promise<void> => {
  const now = services.now()
  await withTables(trx)
    .updateTable('mutabakat.counterparty')
    .set(update => ({
      linked_company_id: other.company_id,
      linked_counterparty_id: other.card_id,
      linked_title: other.title,
      linked_at: now,
      updated_at: now,
      rev: update('rev', '+', 1),
    }))
    .where('company_id', '=', company_id)
    .where('id', '=', card_id)
    .execute()
  await queueWaiting(services, trx, company_id, card_id)
}

/** Both cards in one transaction: there is no moment in which only one company is linked. */
export const acceptLink = async (
  services: Services,
  actor: Actor,
  id: string,
  input: AcceptLinkInput,
): Promise<Links> => {
  const { company_id } = actor
  const asker = (
    await services.store.inCompany(company_id, trx => lockInvitation(withTables(trx), company_id, id, services.now()))
  ).from_company_id
  return services.store.acrossCompanies([asker, company_id], async enter => {
    const ours = await enter(company_id, async trx => {
      const invitation = await lockInvitation(withTables(trx), company_id, id, services.now())
      const { title, vkn } = await trx
        .selectFrom('platform.company')
        .select(['title', 'vkn'])
        .where('id', '=', company_id)
        .executeTakeFirstOrThrow()
      const card_id = await takeCard(services, trx, actor, invitation, input)
      return { invitation, card_id, title, vkn }
    })
    const { invitation } = ours
    const request = await enter(asker, async trx => {
      const locked = await lockRequest(trx, invitation, services.now())
      // Asked for by the number: a company that has another one now is not the one that was meant.
      if (locked.tax_number !== ours.vkn) throw fail('link_request_over')
      await link(services, trx, asker, locked.counterparty_id, { company_id, card_id: ours.card_id, title: ours.title })
      await withTables(trx)
        .updateTable('mutabakat.link_request')
        .set({ state: 'accepted' })
        .where('company_id', '=', asker)
        .where('id', '=', locked.id)
        .execute()
      // Who of us it was is nothing the other company has to know.
      const visitor = { company_id: asker, user_id: `guest:${locked.id}` }
      await services.audit(trx, {
        company_id: asker,
        actor: visitor.user_id,
        action: 'link.made',
        object: { type: 'counterparty', id: locked.counterparty_id },
        new: { with: ours.title, tax_number: locked.tax_number },
      })
      const news = { state: 'made', counterparty_id: locked.counterparty_id, other: ours.title, bell: true } as const
      await tellLink(services, trx, visitor, news)
      const job = { company_id: asker, request_id: locked.id }
      await services.jobs.enqueue(trx, linkRequestJob, job, { company_id: asker, owner_id: null })
      return locked
    })
    return enter(company_id, async trx => {
      const other = { company_id: asker, card_id: request.counterparty_id, title: invitation.from_title }
      await link(services, trx, company_id, ours.card_id, other)
      await decide(services, trx, actor, invitation, 'accepted')
      const news = { state: 'made', counterparty_id: ours.card_id, other: other.title, bell: false } as const
      await tellLink(services, trx, actor, news)
      return findLinks(services, withTables(trx), company_id)
    })
  })
}
