/** What a batch would gather, before anything is written. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { type Currency, toMoneyJson } from '#platform/contract'
import type { BatchPreview, BatchSelection } from '../../contract/index.ts'
import { toLetterRow, withTables } from '../../data/letters.ts'
import { needsApproval, type Side } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { readSettings } from '../settings/read-settings.ts'
import { chooseLetters } from './choose-letters.ts'

const SHOWN = 5

export const previewBatch = (services: Services, actor: Actor, selection: BatchSelection): Promise<BatchPreview> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const chosen = await chooseLetters(tables, actor.company_id, selection)
    const { four_eyes } = await readSettings(tables, actor.company_id)
    const weights = await chosen
      .clearSelect()
      .select(['letter.minor', 'letter.side', 'letter.currency', 'letter.try_minor', 'letter.status'])
      .select(
        sql<boolean>`counterparty.email is null and counterparty.mobile is null and not exists (
          select 1 from mutabakat.contact where contact.company_id = letter.company_id
          and contact.counterparty_id = letter.counterparty_id
          and (contact.email is not null or contact.mobile is not null))`.as('no_contact'),
      )
      .execute()
    const sums = new Map<string, { minor: bigint; currency: Currency; side: Side }>()
    for (const { minor, currency, side } of weights) {
      const key = `${currency} ${side}`
      sums.set(key, { currency, side, minor: (sums.get(key)?.minor ?? 0n) + minor })
    }
    const first = await chosen.orderBy('counterparty.code').orderBy('letter.id').limit(SHOWN).execute()
    return {
      total: weights.length,
      sums: [...sums.values()].map(({ side, ...sum }) => ({ ...toMoneyJson(sum), side })),
      needs_approval: weights.filter(letter => letter.status !== 'ready' && needsApproval(letter, four_eyes)).length,
      no_contact: weights.filter(letter => letter.no_contact).length,
      letters: first.map(toLetterRow),
    }
  })
