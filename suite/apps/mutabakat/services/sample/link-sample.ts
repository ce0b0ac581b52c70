/** The sample company and its partner become linked, by the same steps as any two companies. */
import type { Services } from '#platform/app'
import { counterpartyInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { SAMPLE_COMPANY, SAMPLE_PARTNER } from '../../sample/sample-companies.ts'
import type { Actor } from '../actor.ts'
import { createCounterparty } from '../cards/save-counterparty.ts'
import { askForLink } from '../mirror/ask-for-link.ts'
import { bringRequest } from '../mirror/bring-request.ts'
import { acceptLink } from '../mirror/decide-link.ts'

/** The owners of the two companies. */
export type SampleSides = { sample: Actor; partner: Actor }

/** The code of the sample company's card in the partner's books. */
const CARD_CODE = '120.01.0001'

const cardOf = (services: Services, { company_id }: Actor, code: string) =>
  services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.counterparty')
      .select(['id', 'linked_company_id'])
      .where('company_id', '=', company_id)
      .where('code', '=', code)
      .executeTakeFirst(),
  )

const ownCard = async (services: Services, partner: Actor): Promise<string> => {
  const known = await cardOf(services, partner, CARD_CODE)
  if (known) return known.id
  const { vkn: tax_number, ...company } = SAMPLE_COMPANY
  const card = { ...company, code: CARD_CODE, kind: 'customer', tax_kind: 'vkn', tax_number }
  return (await createCounterparty(services, partner, counterpartyInput.parse(card))).id
}

/**
 * Safe to run again: what is linked stays linked, and a question is asked once. Resolves to the cards that each has of the
 * other.
 */
export const linkSample = async (
  services: Services,
  { sample, partner }: SampleSides,
): Promise<{ ofPartner: string; ofSample: string }> => {
  const ofSample = await ownCard(services, partner)
  const card = await cardOf(services, sample, SAMPLE_PARTNER.code)
  if (!card) throw new Error('the sample has no card of its partner')
  const cards = { ofPartner: card.id, ofSample }
  if (card.linked_company_id !== null) return cards
  await askForLink(services, sample, card.id)
  const request = await services.store.inCompany(sample.company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.link_request')
      .select('id')
      .where('company_id', '=', sample.company_id)
      .where('counterparty_id', '=', card.id)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow(),
  )
  await bringRequest(services, { company_id: sample.company_id, request_id: request.id })
  const invitation = await services.store.inCompany(partner.company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.link_invitation')
      .select('id')
      .where('company_id', '=', partner.company_id)
      .where('request_id', '=', request.id)
      .executeTakeFirstOrThrow(),
  )
  await acceptLink(services, partner, invitation.id, { counterparty_id: ofSample })
  return cards
}
