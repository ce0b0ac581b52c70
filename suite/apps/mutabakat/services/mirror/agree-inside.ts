/** A member of the linked company agrees to the list of differences, for the audits of both companies. */
import type { Services } from '#platform/app'
import type { ConsentInput } from '../../contract/index.ts'
import type { Actor } from '../actor.ts'
import { agree } from '../comparison/agree-to-difference.ts'
import { type IncomingParty, recordInside } from './incoming-party.ts'

export const agreeInside = (
  services: Services,
  actor: Actor,
  party: IncomingParty,
  input: ConsentInput,
  rev: number | null,
): Promise<void> => {
  const { company_id } = actor
  const from = party.actor.company_id
  return services.store.acrossCompanies([from, company_id], async enter => {
    await enter(from, trx => agree(services, trx, party, input, rev))
    await enter(company_id, trx =>
      recordInside(services, trx, actor, party, 'incoming.difference_agreed', { correction: input.correction }),
    )
  })
}
