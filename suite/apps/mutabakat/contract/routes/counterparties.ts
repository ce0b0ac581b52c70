/** Counterparties and their contacts: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import {
  assignedSchema,
  assignInput,
  COUNTERPARTY_KINDS,
  contactChange,
  contactInput,
  contactSchema,
  counterpartyChange,
  counterpartyChoicesSchema,
  counterpartyDetailSchema,
  counterpartyInput,
  counterpartySchema,
} from '../counterparty.ts'
import { byId } from './by-id.ts'

export const counterpartyFilters = {
  'filter[active]': z.enum(['1', '0']).optional(),
  'filter[responsible]': z.string().max(64).optional().describe('the id of a member, or none'),
  'filter[group]': z.string().max(40).optional(),
  'filter[kind]': z.enum(COUNTERPARTY_KINDS).optional().describe('customer and supplier also find both'),
  'filter[no_contact]': z
    .enum(['1'])
    .optional()
    .describe('neither mail address nor mobile number, nor a contact with one'),
  'filter[bounced]': z.enum(['1']).optional().describe('mail to it, or to one of its contacts, came back'),
  'filter[same_tax_number]': z.enum(['1']).optional().describe('another card has its number'),
}
export const COUNTERPARTY_SORTS = ['title', 'code', 'group_code', 'updated_at'] as const

const filters = { q: listQuery.q, sort: listQuery.sort, ...counterpartyFilters }
const contactOf = z.object({ id: z.string().max(64), contact: z.string().max(64) })

export const counterpartyRoutes = {
  listCounterparties: defineRoute({
    method: 'GET',
    path: '/api/counterparties',
    access: EVERY_ROLE,
    summary: 'Counterparties, paged and filtered; sorts: title, code, group_code, updated_at',
    query: z.object({ ...listQuery, ...counterpartyFilters }),
    response: pageOf(counterpartySchema),
  }),
  exportCounterparties: defineRoute({
    method: 'GET',
    path: '/api/counterparties/export.xlsx',
    access: EVERY_ROLE,
    summary: 'The list as filtered and sorted, under the headings an import of cards reads',
    query: z.object(filters),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  exportCounterpartiesCsv: defineRoute({
    method: 'GET',
    path: '/api/counterparties/export.csv',
    access: EVERY_ROLE,
    summary: 'The same as CSV (UTF-8 with BOM, semicolons)',
    query: z.object(filters),
    produces: 'text/csv; charset=utf-8',
  }),
  counterpartyChoices: defineRoute({
    method: 'GET',
    path: '/api/counterparties/choices',
    access: EVERY_ROLE,
    summary: 'Members that may be responsible, with their load, and the groups in use',
    response: counterpartyChoicesSchema,
  }),
  createCounterparty: defineRoute({
    method: 'POST',
    path: '/api/counterparties',
    access: WRITERS,
    summary: 'Add a counterparty',
    body: counterpartyInput,
    response: counterpartySchema,
    status: 201,
    idempotent: true,
  }),
  getCounterparty: defineRoute({
    method: 'GET',
    path: '/api/counterparties/:id',
    access: EVERY_ROLE,
    summary: 'One card with its contacts, and other cards with its tax number',
    params: byId,
    response: counterpartyDetailSchema,
  }),
  updateCounterparty: defineRoute({
    method: 'PATCH',
    path: '/api/counterparties/:id',
    access: WRITERS,
    summary:
      'Change a counterparty; If-Match names its rev. Its unfinished letters follow another responsible person unless letters is false',
    params: byId,
    body: counterpartyChange,
    response: counterpartySchema,
  }),
  deleteCounterparty: defineRoute({
    method: 'DELETE',
    path: '/api/counterparties/:id',
    access: WRITERS,
    summary: 'Delete a card that no letter is about; others are made inactive',
    params: byId,
    status: 204,
  }),
  assignCounterparties: defineRoute({
    method: 'POST',
    path: '/api/counterparties/bulk/responsible',
    access: WRITERS,
    summary:
      'Give many cards to a member, or to nobody (null), their unfinished letters of open periods with them unless letters is false',
    body: assignInput,
    response: assignedSchema,
    idempotent: true,
  }),
  addContact: defineRoute({
    method: 'POST',
    path: '/api/counterparties/:id/contacts',
    access: WRITERS,
    summary: 'Add a contact to a card',
    params: byId,
    body: contactInput,
    response: contactSchema,
    status: 201,
    idempotent: true,
  }),
  updateContact: defineRoute({
    method: 'PATCH',
    path: '/api/counterparties/:id/contacts/:contact',
    access: WRITERS,
    summary: 'Change a contact; another mail address clears bounced_at',
    params: contactOf,
    body: contactChange,
    response: contactSchema,
  }),
  deleteContact: defineRoute({
    method: 'DELETE',
    path: '/api/counterparties/:id/contacts/:contact',
    access: WRITERS,
    summary: 'Remove a contact',
    params: contactOf,
    status: 204,
  }),
} as const
