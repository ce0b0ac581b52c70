/** One letter, whole; another company's is 404 like one that never was. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { fail, type Letter } from '../contract/index.ts'
import { findLetter } from '../data/letter-details.ts'
import { withTables } from '../data/letters.ts'
import type { Actor } from './actor.ts'

export const getLetter = (services: Services, actor: Actor, id: string): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    const letter = isUuid(id) ? await findLetter(withTables(trx), actor.company_id, id) : undefined
    if (!letter) throw fail('letter_not_found')
    return letter
  })
