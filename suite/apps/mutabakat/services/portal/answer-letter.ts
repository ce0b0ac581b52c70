/** The guest's answer: by link and by the grant of this visit. */
import type { Services } from '#platform/app'
import type { PortalAnswerInput, PortalLetter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { takeAnswer } from '../letters/take-answer.ts'
import { findLink, maskAddress } from '../reach/find-link.ts'
import { requireGrant } from './portal-grant.ts'
import { readBeforeAnswer } from './read-portal.ts'

export type Visitor = { grant: string | undefined; ip: string; agent: string }

/** Longer browser names say nothing more. */
const AGENT_CHARS = 300

/** Throws as `takeAnswer` does. */
export const answerLetter = async (
  services: Services,
  token: string,
  visitor: Visitor,
  input: PortalAnswerInput,
): Promise<PortalLetter> => {
  const link = await findLink(services, token)
  requireGrant(services, link, visitor.grant)
  const { company_id, letter_id } = link
  return services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    await lockLetter(tables, company_id, letter_id)
    const { shown, readAgain } = await readBeforeAnswer(tables, link)
    const answering = {
      actor: { company_id, user_id: `guest:${link.id}`, name: input.name },
      letter_id,
      via: 'portal' as const,
      link_id: link.id,
      shown,
      detail: {
        address: maskAddress(link.address),
        ip: visitor.ip,
        agent: visitor.agent.slice(0, AGENT_CHARS),
      },
      record: { address: link.address },
      ip: visitor.ip,
      agent: visitor.agent,
    }
    await takeAnswer(services, trx, answering, input)
    return readAgain()
  })
}
