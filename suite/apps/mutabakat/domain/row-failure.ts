/** The failures and warnings of one imported row: one table of codes, each with the arguments its sentence takes. */
import type { Field } from './field.ts'

/** Reasons a row is refused. People's words are in the catalogues under `errors.{code}`. */
export const ROW_FAILURES = {
  active_invalid: ['value'],
  amount_missing: [],
  amount_ambiguous: ['value'],
  amount_invalid: ['value'],
  amount_too_large: ['value'],
  both_sides_filled: [],
  code_missing: [],
  amount_negative: ['value'],
  amount_not_whole: [],
  count_invalid: ['value'],
  count_missing: [],
  country_unknown: ['value'],
  currency_conflict: ['value', 'other'],
  currency_unknown: ['value'],
  day_impossible: ['value'],
  day_invalid: ['value'],
  day_missing: [],
  email_invalid: ['value'],
  form_invalid: ['value'],
  form_missing: [],
  iban_invalid: ['value'],
  kind_invalid: ['value'],
  locale_invalid: ['value'],
  mobile_invalid: ['value'],
  period_invalid: ['value'],
  period_missing: [],
  rate_invalid: ['value'],
  row_duplicated: ['row'],
  scope_invalid: ['value'],
  side_conflict: ['value', 'other'],
  side_invalid: ['value'],
  tax_number_invalid: ['value'],
  tax_number_needed: [],
  tax_number_scientific: ['value'],
  tckn_invalid: ['value'],
  text_too_long: ['max'],
  title_missing: [],
  vkn_invalid: ['value'],
  voen_invalid: ['value'],
} as const

/** Things worth a look that do not stop a row. Their words are under `warnings.{code}`. */
export const ROW_WARNINGS = {
  babs_below_limit: ['value', 'limit'],
  balance_zero: [],
  code_numeric: ['value'],
  email_missing: [],
  email_several: ['value', 'count'],
  mobile_not_mobile: ['value'],
  rate_missing: ['value'],
  responsible_unknown: ['value'],
  tax_number_missing: [],
  tax_number_placeholder: ['value'],
  tax_number_repaired: ['value', 'repaired'],
  tax_number_shared: ['value', 'row'],
  try_amount_differs: ['value', 'expected'],
} as const

export type RowFailureCode = keyof typeof ROW_FAILURES
export type RowWarningCode = keyof typeof ROW_WARNINGS

/** The arguments of a sentence. */
export type IssueParams = Readonly<Record<string, string | number>>

/** One thing wrong with one field of one row. */
export type RowFailure = { column: Field; code: RowFailureCode; params: IssueParams }
export type RowWarning = { column: Field; code: RowWarningCode; params: IssueParams }
