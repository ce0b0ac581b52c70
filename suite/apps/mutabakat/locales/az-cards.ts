/** Cards, contacts and imports in Azerbaijani: their fields, refusals and warnings. */
import type { Shape } from '#platform/contract'
import type { cardErrors as trErrors, cardFields as trFields, cardWarnings as trWarnings } from './tr-cards.ts'

export const cardFields = {
  tckn: 'TCKN',
  email2: 'İkinci e-poçt',
  country: 'Ölkə',
  iban: 'IBAN',
  responsible: 'Məsul',
  group_code: 'Qrup kodu',
  active: 'Aktiv',
  address: 'Poçt ünvanı',
} as const satisfies Shape<typeof trFields>

export const cardWarnings = {
  email_missing: 'E-poçt ünvanı yoxdur; məktub göndərilə bilməz.',
  responsible_unknown: '{value} bu şirkətdə işləmir; məsul təyin edilmədi.',
  tax_number_missing: 'VKN və ya TCKN yazılmayıb.',
} as const satisfies Shape<typeof trWarnings>

export const cardErrors = {
  active_invalid: '{value} oxunmadı. E (bəli) və ya H (xeyr) yazın.',
  country_unknown: '{value} tanınan ölkə deyil. İki hərfli kodunu yazın, məsələn AZ.',
  title_missing: 'Ad yazılmayıb.',
  counterparty_has_letters: 'Bu kart haqqında məktublar var. Silmək əvəzinə passiv edin.',
  contact_not_found: 'Əlaqə şəxsi tapılmadı.',
  contact_unreachable: 'E-poçt və ya mobil nömrə yazın.',
  import_not_waiting: 'Bu fayl əvvəl tətbiq edilib.',
  import_running: 'İdxal davam edir. Bitməsini gözləyin.',
  import_row_not_wrong: 'Bu sətir düzəldilib və ya səhv deyil.',
  mapping_incomplete: 'Tələb olunan sahələrdən sütunu seçilməyən var.',
  dry_run_not_found: 'Bu fayl üçün hələ ön baxış yoxdur.',
  import_template_not_found: 'Şablon tapılmadı.',
  import_template_name_taken: 'Bu adda başqa şablon var.',
} as const satisfies Shape<typeof trErrors>
