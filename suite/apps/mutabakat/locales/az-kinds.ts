/** What the server says about the kinds BA, BS, due-date and confirmation: columns, refusals, warnings. In Azerbaijani. */
import type { Shape } from '#platform/contract'
import type {
  kindColumns as trColumns,
  kindErrors as trErrors,
  kindFields as trFields,
  kindWarnings as trWarnings,
} from './tr-kinds.ts'

export const kindFields = {
  period: 'Dövr',
  form: 'Forma (BA / BS)',
  count: 'Sənədlərin sayı',
  amount: 'Məbləğ (ƏDV-siz)',
  scope: 'Əhatə',
} as const satisfies Shape<typeof trFields>

/** Headings of exported files. */
export const kindColumns = {
  kind: 'Növ',
  documents: 'Sənədlərin sayı',
  scope: 'Əhatə',
  own_count: 'Qarşı tərəfin sənəd sayı',
  count_difference: 'Sənəd fərqi',
  babs_no: 'SIRA №',
  babs_title: 'ADI SOYADI/ŞİRKƏTİN ADI',
  babs_country: 'ÖLKƏ',
  babs_tax_number: 'VERGİ/ŞƏXSİYYƏT NÖMRƏSİ',
  babs_count: 'SƏNƏD SAYI',
  babs_amount: 'MƏBLƏĞ (ƏDV-SİZ)',
} as const satisfies Shape<typeof trColumns>

export const kindErrors = {
  field_not_of_kind: 'Bu növ məktubda belə sahə yoxdur.',
  documents_required: 'BA və BS məktubunda sənədlərin sayı lazımdır.',
  dues_required: 'Ödəniş günlərinə görə məktubda ən azı bir sətir lazımdır.',
  dues_do_not_sum: 'Ödəniş günlərinin cəmi qalığa bərabər deyil.',
  auditor_required: 'Təsdiq məktubunda auditor lazımdır.',
  not_month_end: 'BA və BS bütöv ay üçündür: ayın son gününü yazın.',
  amount_not_whole: 'BA və BS məbləği tam lirə olmalıdır, quruş yazılmır.',
  amount_negative: 'Məbləğ mənfi ola bilməz: {value}.',
  kind_not_of_currency: 'Bu növ məktub bu valyuta ilə yazılmır.',
  count_not_asked: 'Sənədlərin sayı yalnız BA və BS məktublarında soruşulur.',
  count_missing: 'Sənədlərin sayı yazılmayıb.',
  count_invalid: '{value} sənəd sayı deyil.',
  form_missing: 'Forma yazılmayıb: BA və ya BS.',
  form_invalid: '{value} forma deyil. BA və ya BS yazın.',
  period_missing: 'Dövr yazılmayıb.',
  period_invalid: '{value} dövr deyil. İli və ayı yazın, məsələn 2026-10.',
  scope_invalid: '{value} əhatə deyil. Kağız və ya hamısı yazın.',
  tax_number_needed: 'BA və BS sətrində vergi və ya şəxsiyyət nömrəsi lazımdır.',
} as const satisfies Shape<typeof trErrors>

export const kindWarnings = {
  babs_below_limit: 'Məbləğ ({value}) bəyan həddindən ({limit}) azdır.',
} as const satisfies Shape<typeof trWarnings>
