/** A member puts the counterparty of a letter on the list of calls. */
import type { Services } from '#platform/app'
import { type Call, fail } from '../../contract/index.ts'
import { selectCalls, toCalls } from '../../data/calls.ts'
import { withTables } from '../../data/letters.ts'
import { mayBeCalled } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { openCall, whomToCall } from './open-call.ts'

/** Throws `letter_not_callable` for one that has not left, or is settled. */
export const addCall = (services: Services, actor: Actor, id: string, note: string | null): Promise<Call> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, actor.company_id, id)
    if (!mayBeCalled(letter.status)) throw fail('letter_not_callable')
    const contact_id = await whomToCall(trx, letter)
    await openCall(services, trx, actor, letter, { reason: 'asked', contact_id, asked_by: actor.name, note })
    const row = await selectCalls(tables, actor.company_id)
      .where('call.letter_id', '=', id)
      .where('call.state', '=', 'open')
      .executeTakeFirstOrThrow()
    return (await toCalls(tables, actor.company_id, [row], services.now()))[0]!
  })
