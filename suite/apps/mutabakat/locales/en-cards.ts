/** Cards, contacts and imports in English: their fields, refusals and warnings. */
import type { Shape } from '#platform/contract'
import type { cardErrors as trErrors, cardFields as trFields, cardWarnings as trWarnings } from './tr-cards.ts'

export const cardFields = {
  tckn: 'TCKN',
  email2: 'Second e-mail',
  country: 'Country',
  iban: 'IBAN',
  responsible: 'Responsible',
  group_code: 'Group code',
  active: 'Active',
  address: 'Postal address',
} as const satisfies Shape<typeof trFields>

export const cardWarnings = {
  email_missing: 'There is no e-mail address; no letter can be sent.',
  responsible_unknown: '{value} does not work in this company; nobody was made responsible.',
  tax_number_missing: 'There is no VKN or TCKN.',
} as const satisfies Shape<typeof trWarnings>

export const cardErrors = {
  active_invalid: '{value} cannot be read. Write E (yes) or H (no).',
  country_unknown: '{value} is no known country. Write its two letters, such as TR.',
  title_missing: 'The title is missing.',
  counterparty_has_letters: 'There are letters about this card. Make it inactive instead of deleting it.',
  contact_not_found: 'The contact was not found.',
  contact_unreachable: 'Write an e-mail address or a mobile number.',
  import_not_waiting: 'This file was applied before.',
  import_running: 'The import is still running. Wait until it ends.',
  import_row_not_wrong: 'This row was repaired, or is not wrong.',
  mapping_incomplete: 'A required field has no column yet.',
  dry_run_not_found: 'There is no preview of this file yet.',
  import_template_not_found: 'The template was not found.',
  import_template_name_taken: 'Another template has this name.',
} as const satisfies Shape<typeof trErrors>
