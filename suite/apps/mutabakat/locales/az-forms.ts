/** BA, BS and due dates in files, in Azerbaijani: fields, refusals, warnings, and the columns of exports; the declaration's own are Turkish everywhere. */
import type { Shape } from '#platform/contract'
import type {
  formColumns as trColumns,
  formErrors as trErrors,
  formFields as trFields,
  formWarnings as trWarnings,
} from './tr-forms.ts'

export const formFields = {
  period: 'Dövr',
  form: 'Forma növü',
  count: 'Sənəd sayı',
  amount: 'Məbləğ (ƏDV-siz)',
  scope: 'Əhatə',
} as const satisfies Shape<typeof trFields>

export const formWarnings = {
  babs_below_limit: '{value} TL həmin ayın {limit} TL bəyan həddindən aşağıdır.',
} as const satisfies Shape<typeof trWarnings>

export const formErrors = {
  period_missing: 'Dövr yazılmayıb.',
  period_invalid: '{value} dövr kimi oxuna bilmədi. 2026-10 şəklində yazın.',
  form_missing: 'Forma növü yazılmayıb. BA və ya BS yazın.',
  form_invalid: '{value} forma növü deyil. BA və ya BS yazın.',
  count_missing: 'Sənəd sayı yazılmayıb.',
  count_invalid: '{value} sənəd sayı deyil.',
  scope_invalid: '{value} oxuna bilmədi. kağıt (kağız) və ya tümü (hamısı) yazın.',
  amount_negative: '{value} mənfidir; BA/BS məbləği mənfi ola bilməz.',
  tax_number_needed: 'VKN və ya TCKN yazılmayıb; kontragent onunla tapılır.',
  field_not_of_kind: 'Bu məktub növündə belə sahə yoxdur.',
  documents_required: 'Sənəd sayını yazın.',
  dues_required: 'Ən azı bir ödəniş günü yazın.',
  dues_do_not_sum: 'Ödəniş günlərinin cəmi qalığa bərabər deyil.',
  dues_too_many: 'Bir məktuba ən çoxu 60 ödəniş günü sığır.',
  auditor_required: 'Auditoru yazın.',
  not_month_end: 'BA/BS bir aya aiddir; ayın son gününü seçin.',
  amount_not_whole: 'BA/BS məbləği qəpiksiz yazılır.',
  kind_not_of_currency: 'Bu məktub növü bu valyutada yazılmır.',
  count_not_asked: 'Sənəd sayı yalnız BA və BS məktublarında soruşulur.',
  count_required: 'Öz qeydlərinizdəki sənəd sayını yazın.',
} as const satisfies Shape<typeof trErrors>

export const formColumns = {
  kind: 'Növ',
  documents: 'Sənəd sayı',
  own_count: 'Qarşı tərəfin sənəd sayı',
  count_difference: 'Sənəd fərqi',
  babs_no: 'SIRA NO',
  babs_title: 'ADI SOYADI/UNVANI',
  babs_country: 'ÜLKE',
  babs_tax_number: 'VERGİ/TC KİMLİK NO',
  babs_count: 'BELGE SAYISI',
  babs_amount: 'TUTAR (KDV HARİÇ)',
} as const satisfies Shape<typeof trColumns>
