/** Cards of counterparties and their contacts on the wire. */
import { z } from 'zod'
import { CURRENCIES, LOCALES } from '#platform/contract'
import { LETTER_KINDS } from './letter-kind.ts'

/** What a counterparty is to the company; in files M (müşteri), S (satıcı), T (both). */
export const COUNTERPARTY_KINDS = ['customer', 'supplier', 'both'] as const
export const COUNTERPARTY_TAX_KINDS = ['vkn', 'tckn', 'voen', 'foreign', 'none'] as const

/**
 * `contact_name`, `email`, `mobile` (E.164) are the main contact. `bounced_at`: mail to `email` came back then; another
 * address clears it. `currency`: the account's own. `country`: two letters (ISO 3166). `contacts`: how many further ones.
 * `linked_company_id`: the company that this card is, when it keeps its books here as well.
 */
export const counterpartySchema = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  kind: z.enum(COUNTERPARTY_KINDS),
  tax_kind: z.enum(COUNTERPARTY_TAX_KINDS),
  tax_number: z.string().nullable(),
  tax_office: z.string().nullable(),
  contact_name: z.string().nullable(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  bounced_at: z.string().nullable(),
  opted_out: z.boolean(),
  locale: z.enum(LOCALES),
  contract_notice: z.boolean(),
  currency: z.enum(CURRENCIES),
  country: z.string(),
  iban: z.string().nullable(),
  group_code: z.string().nullable(),
  /** Where post goes, as it stands on an envelope; lines are kept. */
  address: z.string().nullable(),
  responsible: z.object({ id: z.string(), name: z.string() }).nullable(),
  active: z.boolean(),
  linked_company_id: z.string().nullable(),
  contacts: z.number().int(),
  rev: z.number().int(),
})
export type Counterparty = z.infer<typeof counterpartySchema>

const card = z.object({
  code: z.string().trim().min(1).max(40),
  title: z.string().trim().min(1).max(250),
  kind: z.enum(COUNTERPARTY_KINDS),
  tax_kind: z.enum(COUNTERPARTY_TAX_KINDS),
  tax_number: z.string().trim().max(20).nullable(),
  tax_office: z.string().trim().max(100).nullable(),
  contact_name: z.string().trim().max(150).nullable(),
  email: z.string().trim().max(254).nullable(),
  mobile: z.string().trim().max(30).nullable(),
  /** Asked not to be written to: nothing goes to the main contact. */
  opted_out: z.boolean(),
  locale: z.enum(LOCALES),
  contract_notice: z.boolean(),
  currency: z.enum(CURRENCIES),
  country: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2}$/),
  iban: z.string().trim().max(50).nullable(),
  group_code: z.string().trim().max(40).nullable(),
  address: z.string().trim().max(300).nullable(),
  /** A member of the company. */
  responsible_id: z.string().max(64).nullable(),
  active: z.boolean(),
})

/**
 * Whether the unfinished letters of open periods go along to another responsible person: of who leads, all of them, of a
 * member, their own.
 */
const lettersFollow = z.boolean().default(true)

/** What a change leaves out stays as it is. */
export const counterpartyChange = card.partial().extend({ letters: lettersFollow })
export type CounterpartyChange = z.output<typeof counterpartyChange>

export const counterpartyInput = card.extend({
  kind: card.shape.kind.default('customer'),
  tax_kind: card.shape.tax_kind.default('none'),
  tax_number: card.shape.tax_number.default(null),
  tax_office: card.shape.tax_office.default(null),
  contact_name: card.shape.contact_name.default(null),
  email: card.shape.email.default(null),
  mobile: card.shape.mobile.default(null),
  opted_out: card.shape.opted_out.default(false),
  locale: card.shape.locale.default('tr'),
  contract_notice: card.shape.contract_notice.default(false),
  currency: card.shape.currency.default('TRY'),
  country: card.shape.country.default('TR'),
  iban: card.shape.iban.default(null),
  group_code: card.shape.group_code.default(null),
  address: card.shape.address.default(null),
  responsible_id: card.shape.responsible_id.default(null),
  active: card.shape.active.default(true),
})
export type CounterpartyInput = z.output<typeof counterpartyInput>

/** `responsible_id` null: nobody. */
export const assignInput = z.object({
  ids: z.array(z.string().max(64)).min(1).max(10_000),
  responsible_id: z.string().max(64).nullable(),
  letters: lettersFollow,
})
export type AssignInput = z.output<typeof assignInput>

/** How many cards and how many letters changed hands. */
export const assignedSchema = z.object({ changed: z.number().int(), letters: z.number().int() })
export type Assigned = z.infer<typeof assignedSchema>

/** Somebody else who can be written to: gets the letters of `kinds`, and then the main contact does not get those. */
export const contactSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  kinds: z.array(z.enum(LETTER_KINDS)),
  bounced_at: z.string().nullable(),
  opted_out: z.boolean(),
})
export type Contact = z.infer<typeof contactSchema>

const person = z.object({
  name: z.string().trim().max(150).nullable(),
  email: z.string().trim().max(254).nullable(),
  mobile: z.string().trim().max(30).nullable(),
  kinds: z.array(z.enum(LETTER_KINDS)).max(LETTER_KINDS.length),
  opted_out: z.boolean(),
})
export const contactChange = person.partial()
export type ContactChange = z.output<typeof contactChange>

/** A mail address or a mobile number is needed: `contact_unreachable` without both. */
export const contactInput = person.extend({
  name: person.shape.name.default(null),
  email: person.shape.email.default(null),
  mobile: person.shape.mobile.default(null),
  kinds: person.shape.kinds.default([]),
  opted_out: person.shape.opted_out.default(false),
})
export type ContactInput = z.output<typeof contactInput>

/**
 * One card whole. `same_tax_number`: other cards with the same number, worth merging. `letters`: how many there are about
 * it. `can_delete` is false once there is one: then it is made inactive instead.
 */
export const counterpartyDetailSchema = counterpartySchema.extend({
  contact_list: z.array(contactSchema),
  same_tax_number: z.array(z.object({ id: z.string(), code: z.string(), title: z.string() })),
  letters: z.number().int(),
  can_delete: z.boolean(),
})
export type CounterpartyDetail = z.infer<typeof counterpartyDetailSchema>

/** Who may be made responsible, and what the list can be narrowed to. `cards`: how many active ones each looks after. */
export const counterpartyChoicesSchema = z.object({
  members: z.array(z.object({ id: z.string(), name: z.string(), cards: z.number().int() })),
  groups: z.array(z.string()),
})
export type CounterpartyChoices = z.infer<typeof counterpartyChoicesSchema>
