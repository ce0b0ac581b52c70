/** Adds and changes counterparties: checked, normalised, one code once. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure, isUuid, PLATFORM_FAILURES } from '#platform/contract'
import { type Counterparty, type CounterpartyInput, fail, type MUTABAKAT_FAILURES } from '../contract/index.ts'
import { toCounterparty } from '../data/letter-details.ts'
import { withTables } from '../data/letters.ts'
import { fold, isTckn, isVkn, isVoen, readEmail, readMobile } from '../domain/index.ts'
import type { Actor } from './actor.ts'

/** What a card is found by: its title and code, folded. */
export const searchText = (title: string, code: string): string => `${fold(title)} ${fold(code)}`

const field = (path: string, code: keyof typeof MUTABAKAT_FAILURES): Failure => fail(code, { fields: [{ path, code }] })

/** Checks what is given and brings it to the form it is stored in. */
const normalise = (input: Partial<CounterpartyInput>): Partial<CounterpartyInput> => {
  const checked = { ...input }
  if (input.tax_number) {
    const value = input.tax_number.replaceAll(/[\s.-]/g, '').toUpperCase()
    const right =
      (input.tax_kind === 'vkn' && isVkn(value)) ||
      (input.tax_kind === 'tckn' && isTckn(value)) ||
      (input.tax_kind === 'voen' && isVoen(value)) ||
      input.tax_kind === 'foreign'
    if (!right) throw field('tax_number', 'tax_number_invalid')
    checked.tax_number = value
  }
  if (input.email) {
    const read = readEmail(input.email)
    if (!read.ok) throw field('email', 'email_invalid')
    checked.email = read.value
  }
  if (input.mobile) {
    const read = readMobile(input.mobile)
    if (!read.ok) throw field('mobile', 'phone_invalid')
    checked.mobile = read.value
  }
  return checked
}

const isCodeClash = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === '23505'

export const createCounterparty = async (
  services: Services,
  actor: Actor,
  input: CounterpartyInput,
): Promise<Counterparty> => {
  const checked = { ...input, ...normalise(input) }
  try {
    return await services.store.inCompany(actor.company_id, async trx => {
      const id = services.id()
      const now = services.now()
      const row = await withTables(trx)
        .insertInto('mutabakat.counterparty')
        .values({
          ...checked,
          id,
          company_id: actor.company_id,
          search: searchText(checked.title, checked.code),
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'counterparty.created',
        object: { type: 'counterparty', id },
        new: { code: row.code, title: row.title },
      })
      const saved = toCounterparty(row)
      await actor.remember?.(trx, saved)
      return saved
    })
  } catch (error) {
    throw isCodeClash(error)
      ? fail('counterparty_code_taken', { cause: error, fields: [{ path: 'code', code: 'counterparty_code_taken' }] })
      : error
  }
}

/** `rev` is what the caller saw; an older one is 412 with the card as it now is. */
export const updateCounterparty = async (
  services: Services,
  actor: Actor,
  id: string,
  input: Partial<CounterpartyInput>,
  rev: number | null,
): Promise<Counterparty> => {
  try {
    return await services.store.inCompany(actor.company_id, async trx => {
      const tables = withTables(trx)
      const old = isUuid(id)
        ? await tables
            .selectFrom('mutabakat.counterparty')
            .selectAll()
            .where('company_id', '=', actor.company_id)
            .where('id', '=', id)
            .forUpdate()
            .executeTakeFirst()
        : undefined
      if (!old) throw fail('counterparty_not_found')
      if (rev !== null && rev !== old.rev)
        throw new Failure('stale', PLATFORM_FAILURES.stale, { extra: { current: toCounterparty(old) } })
      const checked = normalise({ ...input, tax_kind: input.tax_kind ?? old.tax_kind })
      const row = await tables
        .updateTable('mutabakat.counterparty')
        .set({
          ...checked,
          search: searchText(checked.title ?? old.title, checked.code ?? old.code),
          rev: sql`rev + 1`,
          updated_at: services.now(),
        })
        .where('company_id', '=', actor.company_id)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow()
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'counterparty.changed',
        object: { type: 'counterparty', id },
        old: toCounterparty(old),
        new: toCounterparty(row),
      })
      return toCounterparty(row)
    })
  } catch (error) {
    throw isCodeClash(error)
      ? fail('counterparty_code_taken', { cause: error, fields: [{ path: 'code', code: 'counterparty_code_taken' }] })
      : error
  }
}
