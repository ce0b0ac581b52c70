/** The counterparty attaches a statement of account; it is judged by its bytes and kept as a paper of the letter. */
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Services } from '#platform/app'
import { acceptUpload } from '#platform/files'
import type { PortalLetter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { checkStatementType, takeStatement } from '../comparison/take-statement.ts'
import { findLink } from '../reach/find-link.ts'
import { requireGrant } from './portal-grant.ts'
import { readPortalLetter } from './read-portal.ts'

/** `open` is asked for the file only once the guest may send one: nobody else gets to send megabytes. */
export const attachStatement = async (
  services: Services,
  token: string,
  grant: string | undefined,
  open: () => Promise<{ name: string; stream: Readable }>,
): Promise<PortalLetter> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const { company_id, letter_id } = link
  const { name, stream } = await open()
  const { type, bytes } = await acceptUpload(stream)
  checkStatementType(type)
  const statement = {
    actor: { company_id, user_id: `guest:${link.id}`, name: link.contact_name ?? link.address },
    letter_id,
    link_id: link.id,
    detail: {},
    name,
    type,
    bytes: Buffer.isBuffer(bytes) ? bytes : await buffer(bytes),
  }
  return services.store.inCompany(company_id, async trx => {
    await takeStatement(services, trx, statement)
    return readPortalLetter(withTables(trx), link)
  })
}
