/** A member of the linked company gives their statement to the sender: a file, or the lines of their own letter. */
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import { acceptUpload } from '#platform/files'
import type { Comparison } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { findComparison } from '../comparison/read-comparison.ts'
import { checkStatementType, takeStatement } from '../comparison/take-statement.ts'
import { type IncomingParty, incomingParty, recordInside } from './incoming-party.ts'
import { writeOwnStatement } from './own-statement.ts'

/** `open` is asked for the file only once it may be given. */
export const giveStatement = async (
  services: Services,
  actor: Actor,
  id: string,
  open: () => Promise<{ name: string; stream: Readable }>,
  locale: Locale,
): Promise<Comparison> => {
  const party = await incomingParty(services, actor, id)
  const { name, stream } = await open()
  const { type, bytes } = await acceptUpload(stream)
  checkStatementType(type)
  return give(
    services,
    actor,
    party,
    { name, type, bytes: Buffer.isBuffer(bytes) ? bytes : await buffer(bytes) },
    locale,
  )
}

/** Throws `statements_missing` where our own letter has none. */
export const giveOwnStatement = async (
  services: Services,
  actor: Actor,
  id: string,
  locale: Locale,
): Promise<Comparison> => {
  const party = await incomingParty(services, actor, id)
  const file = await writeOwnStatement(services, party.row)
  return give(services, actor, party, { ...file, type: 'text/csv' }, locale)
}

/** What left the house is in its own log as well. */
const give = (
  services: Services,
  actor: Actor,
  party: IncomingParty,
  file: { name: string; type: string; bytes: Buffer },
  locale: Locale,
): Promise<Comparison> => {
  const { company_id } = actor
  const { letter_id, link_id } = party
  const from = party.actor.company_id
  return services.store.acrossCompanies([from, company_id], async enter => {
    const comparison = await enter(from, async trx => {
      const detail = { by: actor.name, ...party.detail }
      await takeStatement(services, trx, { ...file, actor: party.actor, letter_id, link_id, detail })
      return findComparison(services, withTables(trx), party, locale, true)
    })
    return enter(company_id, async trx => {
      const told = { file_name: file.name.slice(0, 200), size: file.bytes.length }
      await recordInside(services, trx, actor, party, 'incoming.statement_given', told)
      await actor.remember?.(trx, comparison)
      return comparison
    })
  })
}
