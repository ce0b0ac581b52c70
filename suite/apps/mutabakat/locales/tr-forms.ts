/** BA, BS and due dates in files, in Turkish: fields, refusals, warnings, and the columns of exports; the declaration's own are Turkish everywhere. */

export const formFields = {
  period: 'Dönem',
  form: 'Form tipi',
  count: 'Belge sayısı',
  amount: 'Tutar (KDV hariç)',
  scope: 'Kapsam',
} as const

export const formWarnings = {
  babs_below_limit: '{value} TL, o ayın {limit} TL bildirim haddinin altında.',
} as const

export const formErrors = {
  period_missing: 'Dönem yazılmamış.',
  period_invalid: '{value} bir dönem olarak okunamadı. 2026-10 biçiminde yazın.',
  form_missing: 'Form tipi yazılmamış. BA ya da BS yazın.',
  form_invalid: '{value} bir form tipi değil. BA ya da BS yazın.',
  count_missing: 'Belge sayısı yazılmamış.',
  count_invalid: '{value} bir belge sayısı değil.',
  scope_invalid: '{value} okunamadı. kağıt ya da tümü yazın.',
  amount_negative: '{value} eksi; BA/BS tutarı eksi olamaz.',
  tax_number_needed: 'VKN ya da TCKN yazılmamış; cari onunla bulunur.',
  field_not_of_kind: 'Bu mektup türünde böyle bir alan yok.',
  documents_required: 'Belge sayısını yazın.',
  dues_required: 'En az bir vade satırı yazın.',
  dues_do_not_sum: 'Vade satırlarının toplamı bakiyeyi vermiyor.',
  dues_too_many: 'Bir mektuba en çok 60 vade satırı sığar.',
  auditor_required: 'Denetçiyi yazın.',
  not_month_end: 'BA/BS bir aya aittir; ayın son gününü seçin.',
  amount_not_whole: 'BA/BS tutarı kuruşsuz yazılır.',
  kind_not_of_currency: 'Bu mektup türü bu para biriminde yazılmaz.',
  count_not_asked: 'Belge sayısı yalnızca BA ve BS mektuplarında sorulur.',
  count_required: 'Kendi kayıtlarınızdaki belge sayısını yazın.',
} as const

export const formColumns = {
  kind: 'Tür',
  documents: 'Belge sayısı',
  own_count: 'Karşı tarafın belge sayısı',
  count_difference: 'Belge farkı',
  babs_no: 'SIRA NO',
  babs_title: 'ADI SOYADI/UNVANI',
  babs_country: 'ÜLKE',
  babs_tax_number: 'VERGİ/TC KİMLİK NO',
  babs_count: 'BELGE SAYISI',
  babs_amount: 'TUTAR (KDV HARİÇ)',
} as const
