/** What the server says about the kinds BA, BS, due-date and confirmation: columns, refusals, warnings. In English. */
import type { Shape } from '#platform/contract'
import type {
  kindColumns as trColumns,
  kindErrors as trErrors,
  kindFields as trFields,
  kindWarnings as trWarnings,
} from './tr-kinds.ts'

export const kindFields = {
  period: 'Period',
  form: 'Form (BA / BS)',
  count: 'Number of documents',
  amount: 'Amount (without VAT)',
  scope: 'Scope',
} as const satisfies Shape<typeof trFields>

/** Headings of exported files. */
export const kindColumns = {
  kind: 'Kind',
  documents: 'Number of documents',
  scope: 'Scope',
  own_count: 'Their number of documents',
  count_difference: 'Difference in documents',
  babs_no: 'NO.',
  babs_title: 'NAME/TITLE',
  babs_country: 'COUNTRY',
  babs_tax_number: 'TAX/IDENTITY NUMBER',
  babs_count: 'NUMBER OF DOCUMENTS',
  babs_amount: 'AMOUNT (WITHOUT VAT)',
} as const satisfies Shape<typeof trColumns>

export const kindErrors = {
  field_not_of_kind: 'Letters of this kind have no such field.',
  documents_required: 'A BA or BS letter needs its number of documents.',
  dues_required: 'A letter by due date needs at least one line.',
  dues_do_not_sum: 'The due-date lines do not add up to the balance.',
  auditor_required: 'A confirmation needs its auditor.',
  not_month_end: 'BA and BS are of a whole month: write its last day.',
  amount_not_whole: 'The amount of BA and BS is in whole lira, without kuruş.',
  amount_negative: 'The amount cannot be negative: {value}.',
  kind_not_of_currency: 'Letters of this kind are not written in this currency.',
  count_not_asked: 'The number of documents is asked for by BA and BS letters only.',
  count_missing: 'The number of documents is missing.',
  count_invalid: '{value} is not a number of documents.',
  form_missing: 'The form is missing: BA or BS.',
  form_invalid: '{value} is not a form. Write BA or BS.',
  period_missing: 'The period is missing.',
  period_invalid: '{value} is not a period. Write year and month, such as 2026-10.',
  scope_invalid: '{value} is not a scope. Write paper or all.',
  tax_number_needed: 'A row of BA or BS needs a tax or identity number.',
} as const satisfies Shape<typeof trErrors>

export const kindWarnings = {
  babs_below_limit: 'The amount ({value}) is below the limit for declaring ({limit}).',
} as const satisfies Shape<typeof trWarnings>
