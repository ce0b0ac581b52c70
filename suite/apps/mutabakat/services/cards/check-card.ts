/** What a card or a contact must be: numbers that fit, addresses a server takes, a responsible person of the company. */
import { sql } from 'kysely'
import type { Failure } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type CounterpartyChange, fail, type MUTABAKAT_FAILURES } from '../../contract/index.ts'
import { fold, isTckn, isVkn, isVoen, readEmail, readIban, readMobile } from '../../domain/index.ts'

/** What a card is found by: its title and code, folded. */
export const searchText = (title: string, code: string): string => `${fold(title)} ${fold(code)}`

/** A refusal that names the field it is about. */
export const fieldFailure = (path: string, code: keyof typeof MUTABAKAT_FAILURES): Failure =>
  fail(code, { fields: [{ path, code }] })

const fitsKind = (kind: CounterpartyChange['tax_kind'], value: string): boolean =>
  (kind === 'vkn' && isVkn(value)) ||
  (kind === 'tckn' && isTckn(value)) ||
  (kind === 'voen' && isVoen(value)) ||
  kind === 'foreign'

/** Throws unless both fit together; the number in the form it is stored in. */
export const checkTaxNumber = (kind: CounterpartyChange['tax_kind'], number: string | null): string | null => {
  if (!number) return null
  const value = number.replaceAll(/[\s.-]/g, '').toUpperCase()
  if (!fitsKind(kind, value)) throw fieldFailure('tax_number', 'tax_number_invalid')
  return value
}

/** Throws for what no server takes; an address and a number in the form they are stored in. Empty text is none. */
export const checkReach = <Given extends { email?: string | null | undefined; mobile?: string | null | undefined }>(
  given: Given,
): Given => {
  const checked = { ...given }
  if (given.email !== undefined) {
    const read = given.email ? readEmail(given.email) : null
    if (read && !read.ok) throw fieldFailure('email', 'email_invalid')
    checked.email = read?.value ?? null
  }
  if (given.mobile !== undefined) {
    const read = given.mobile ? readMobile(given.mobile) : null
    if (read && !read.ok) throw fieldFailure('mobile', 'phone_invalid')
    checked.mobile = read?.value ?? null
  }
  return checked
}

export const checkIban = (iban: string | null | undefined): string | null | undefined => {
  if (!iban) return iban === undefined ? undefined : null
  const read = readIban(iban)
  if (!read.ok) throw fieldFailure('iban', 'iban_invalid')
  return read.value
}

/** Throws unless that person is a member of the company now. */
export const checkResponsible = async (trx: Trx, company_id: string, user_id: string | null | undefined) => {
  if (!user_id) return
  const member = await trx
    .selectFrom('platform.membership')
    .select('user_id')
    .where('company_id', '=', company_id)
    .where(sql<boolean>`user_id::text = ${user_id}`)
    .executeTakeFirst()
  if (!member) throw fieldFailure('responsible_id', 'responsible_not_member')
}
