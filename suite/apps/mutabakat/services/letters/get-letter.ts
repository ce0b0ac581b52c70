/** One letter, whole, with what its reader may do; another company's is 404 like one that never was. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { fail, type Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { findShown } from './show-letter.ts'

export const getLetter = (services: Services, actor: Actor, id: string): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    const letter = isUuid(id) ? await findShown(withTables(trx), actor, id) : undefined
    if (!letter) throw fail('letter_not_found')
    return letter
  })
