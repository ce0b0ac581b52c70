/** Adds and changes counterparties: checked, normalised, one code once. */

import type { Selectable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type Counterparty, type CounterpartyChange, type CounterpartyInput, fail } from '../../contract/index.ts'
import { findCard } from '../../data/counterparties.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { CounterpartyTable } from '../../data/tables.ts'
import type { Actor } from '../actor.ts'
import { refuseStale } from '../refuse-stale.ts'
import { holdLetters, tellGiven } from './assign-counterparties.ts'
import { checkIban, checkReach, checkResponsible, checkTaxNumber, searchText } from './check-card.ts'
import { giveLetters, personOf } from './give-cards.ts'

const isCodeClash = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === '23505'

const codeOnce = async <Result>(saving: Promise<Result>): Promise<Result> => {
  try {
    return await saving
  } catch (error) {
    throw isCodeClash(error)
      ? fail('counterparty_code_taken', { cause: error, fields: [{ path: 'code', code: 'counterparty_code_taken' }] })
      : error
  }
}

const saved = async (tables: MutabakatTrx, company_id: string, id: string): Promise<Counterparty> => {
  const card = await findCard(tables, company_id, id)
  if (!card) throw new Error(`counterparty ${id} vanished inside its own transaction`)
  return card
}

export const createCounterparty = (services: Services, actor: Actor, input: CounterpartyInput): Promise<Counterparty> =>
  codeOnce(
    services.store.inCompany(actor.company_id, async trx => {
      const tables = withTables(trx)
      const id = services.id()
      const now = services.now()
      const { opted_out, ...card } = checkReach(input)
      await checkResponsible(trx, actor.company_id, card.responsible_id)
      await tables
        .insertInto('mutabakat.counterparty')
        .values({
          ...card,
          tax_number: checkTaxNumber(card.tax_kind, card.tax_number),
          iban: checkIban(card.iban) ?? null,
          country: card.country.toUpperCase(),
          linked_company_id: null,
          linked_counterparty_id: null,
          linked_title: null,
          opted_out_at: opted_out ? now : null,
          id,
          company_id: actor.company_id,
          search: searchText(card.title, card.code),
          created_at: now,
          updated_at: now,
        })
        .execute()
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'counterparty.created',
        object: { type: 'counterparty', id },
        new: { code: card.code, title: card.title },
      })
      const made = await saved(tables, actor.company_id, id)
      await actor.remember?.(trx, made)
      return made
    }),
  )

/** The columns that a change sets. A new address clears that mail to the old one came back. */
const changesOf = (
  old: Selectable<CounterpartyTable>,
  input: Omit<CounterpartyChange, 'letters'>,
  now: Date,
): Updateable<CounterpartyTable> => {
  const { opted_out, tax_number, tax_kind, iban, country, ...rest } = checkReach(input)
  const kind = tax_kind ?? old.tax_kind
  const taxed = tax_number !== undefined || tax_kind !== undefined
  return {
    ...rest,
    tax_kind: kind,
    ...(taxed ? { tax_number: checkTaxNumber(kind, tax_number === undefined ? old.tax_number : tax_number) } : {}),
    ...(iban === undefined ? {} : { iban: checkIban(iban) ?? null }),
    ...(country === undefined ? {} : { country: country.toUpperCase() }),
    ...(opted_out === undefined ? {} : { opted_out_at: opted_out ? (old.opted_out_at ?? now) : null }),
    ...(rest.email !== undefined && rest.email !== old.email ? { bounced_at: null } : {}),
    search: searchText(rest.title ?? old.title, rest.code ?? old.code),
    updated_at: now,
  }
}

/** The card's row, locked until the end of the transaction. Throws `counterparty_not_found`. */
export const lockCard = async (trx: Trx, company_id: string, id: string): Promise<Selectable<CounterpartyTable>> => {
  const row = isUuid(id)
    ? await withTables(trx)
        .selectFrom('mutabakat.counterparty')
        .selectAll()
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!row) throw fail('counterparty_not_found')
  return row
}

/**
 * `rev` is what the caller saw; an older one is 412 with the card as it now is. Another responsible person gets the card's
 * unfinished letters as well, unless `letters` is false.
 */
export const updateCounterparty = (
  services: Services,
  actor: Actor,
  id: string,
  { letters: follow, ...input }: CounterpartyChange,
  rev: number | null,
): Promise<Counterparty> =>
  codeOnce(
    services.store.inCompany(actor.company_id, async trx => {
      const tables = withTables(trx)
      const { company_id } = actor
      const given = input.responsible_id
      // Letters are held before cards, as everywhere.
      const letters = given !== undefined && follow ? await holdLetters(trx, actor, [id], given) : []
      const old = await lockCard(trx, company_id, id)
      const before = await saved(tables, actor.company_id, id)
      await refuseStale(rev, old.rev, () => before)
      const to = given === undefined ? null : await personOf(trx, company_id, given)
      await tables
        .updateTable('mutabakat.counterparty')
        .set({ ...changesOf(old, input, services.now()), rev: sql`rev + 1` })
        .where('company_id', '=', actor.company_id)
        .where('id', '=', id)
        .execute()
      const after = await saved(tables, actor.company_id, id)
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'counterparty.changed',
        object: { type: 'counterparty', id },
        old: before,
        new: after,
      })
      if (to && to.id !== old.responsible_id) {
        await giveLetters(services, trx, actor, letters, to)
        await tellGiven(services, trx, actor, to, [id], letters)
      }
      return after
    }),
  )
