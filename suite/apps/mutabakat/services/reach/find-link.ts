/** Follows a counterparty's link to its letter, refusing what is altered, withdrawn or too old. */
import type { Services } from '#platform/app'
import { fail, type SentChannel } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { readLinkToken } from './link-token.ts'

export type FoundLink = {
  id: string
  company_id: string
  letter_id: string
  /** By which way the link came, and so the code. */
  channel: SentChannel
  address: string
  contact_name: string | null
  expires_at: Date
  locked_until: Date | null
}

/** A guest has no company until his link names it: this is the one look-up before it does. */
export const findLink = async (services: Services, token: string): Promise<FoundLink> => {
  const id = readLinkToken(token, services.secrets.key('mutabakat-link'))
  if (!id) throw fail('link_invalid')
  const found = await services.store.asSystem('a guest follows his link', trx =>
    withTables(trx)
      .selectFrom('mutabakat.link as link')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'link.letter_id')
      .select([
        'link.id',
        'link.company_id',
        'link.letter_id',
        'link.channel',
        'link.address',
        'link.contact_name',
        'link.expires_at',
        'link.locked_until',
        'link.revoked_at',
        'letter.status',
        eb =>
          eb
            .exists(
              eb.selectFrom('mutabakat.link as next').select('next.id').whereRef('next.passed_from', '=', 'link.id'),
            )
            .as('passed_on'),
      ])
      .where('link.id', '=', id)
      .executeTakeFirst(),
  )
  if (!found) throw fail('link_invalid')
  if (found.status === 'cancelled') throw fail('link_cancelled')
  if (found.revoked_at !== null) throw fail(found.passed_on ? 'link_passed_on' : 'link_invalid')
  if (found.expires_at <= services.now()) throw fail('link_expired')
  return found
}

/** `a•••@example.com`: enough to know the mailbox, too little to learn it. */
const maskEmail = (address: string): string => {
  const [local = '', domain = ''] = address.split('@')
  return `${local.slice(0, 1)}${'•'.repeat(Math.max(2, Math.min(6, local.length - 1)))}@${domain}`
}

/** A number keeps its country and its last two digits. */
const maskPhone = (number: string): string =>
  `${number.slice(0, number.startsWith('+994') ? 4 : 3)} ••• ••${number.slice(-2)}`

export const maskAddress = (address: string): string =>
  address.startsWith('+') ? maskPhone(address) : maskEmail(address)
