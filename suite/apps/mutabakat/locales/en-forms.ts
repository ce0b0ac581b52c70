/** BA, BS and due dates in files, in English: fields, refusals, warnings, and the columns of exports; the declaration's own are Turkish everywhere. */
import type { Shape } from '#platform/contract'
import type {
  formColumns as trColumns,
  formErrors as trErrors,
  formFields as trFields,
  formWarnings as trWarnings,
} from './tr-forms.ts'

export const formFields = {
  period: 'Month',
  form: 'Form',
  count: 'Number of documents',
  amount: 'Amount (without VAT)',
  scope: 'Scope',
} as const satisfies Shape<typeof trFields>

export const formWarnings = {
  babs_below_limit: '{value} TL is below the limit of the month, {limit} TL.',
} as const satisfies Shape<typeof trWarnings>

export const formErrors = {
  period_missing: 'The month is missing.',
  period_invalid: '{value} cannot be read as a month. Write it as 2026-10.',
  form_missing: 'The form is missing. Write BA or BS.',
  form_invalid: '{value} is no form. Write BA or BS.',
  count_missing: 'The number of documents is missing.',
  count_invalid: '{value} is no number of documents.',
  scope_invalid: '{value} cannot be read. Write kağıt (paper) or tümü (all).',
  amount_negative: '{value} is negative; amounts of BA and BS are not.',
  tax_number_needed: 'There is no VKN or TCKN; the counterparty is found by it.',
  field_not_of_kind: 'This kind of letter has no such field.',
  documents_required: 'Write the number of documents.',
  dues_required: 'Write at least one due date.',
  dues_do_not_sum: 'The due dates do not add up to the balance.',
  dues_too_many: 'A letter takes at most 60 due dates.',
  auditor_required: 'Write who the auditor is.',
  not_month_end: 'BA and BS are of a whole month; choose its last day.',
  amount_not_whole: 'Amounts of BA and BS are whole lira.',
  kind_not_of_currency: 'This kind of letter is not written in this currency.',
  count_not_asked: 'A number of documents is asked for by BA and BS letters alone.',
  count_required: 'Write the number of documents in your own books.',
} as const satisfies Shape<typeof trErrors>

export const formColumns = {
  kind: 'Kind',
  documents: 'Documents',
  own_count: 'Their documents',
  count_difference: 'Difference in documents',
  babs_no: 'SIRA NO',
  babs_title: 'ADI SOYADI/UNVANI',
  babs_country: 'ÜLKE',
  babs_tax_number: 'VERGİ/TC KİMLİK NO',
  babs_count: 'BELGE SAYISI',
  babs_amount: 'TUTAR (KDV HARİÇ)',
} as const satisfies Shape<typeof trColumns>
