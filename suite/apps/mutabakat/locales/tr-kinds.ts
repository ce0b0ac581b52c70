/** What the server says about the kinds BA, BS, due-date and confirmation: columns, refusals, warnings. In Turkish. */
export const kindFields = {
  period: 'Dönem',
  form: 'Form (BA / BS)',
  count: 'Belge sayısı',
  amount: 'Tutar (KDV hariç)',
  scope: 'Kapsam',
} as const

/** Headings of exported files; those of the declaration are as its form prints them. */
export const kindColumns = {
  kind: 'Tür',
  documents: 'Belge sayısı',
  scope: 'Kapsam',
  own_count: 'Karşı tarafın belge sayısı',
  count_difference: 'Belge farkı',
  babs_no: 'SIRA NO',
  babs_title: 'ADI SOYADI/UNVANI',
  babs_country: 'ÜLKE',
  babs_tax_number: 'VERGİ/TC KİMLİK NO',
  babs_count: 'BELGE SAYISI',
  babs_amount: 'TUTAR (KDV HARİÇ)',
} as const

export const kindErrors = {
  field_not_of_kind: 'Bu türdeki mektupta böyle bir alan yoktur.',
  documents_required: 'BA ve BS mektubunda belge sayısı gereklidir.',
  dues_required: 'Vadeli mektupta en az bir vade satırı gereklidir.',
  dues_do_not_sum: 'Vade satırlarının toplamı bakiyeye eşit değil.',
  auditor_required: 'Teyit mektubunda denetçi gereklidir.',
  not_month_end: 'BA ve BS bir ayın tamamı içindir: ayın son gününü yazın.',
  amount_not_whole: 'BA ve BS tutarı tam lira olmalıdır, kuruş yazılmaz.',
  amount_negative: 'Tutar eksi olamaz: {value}.',
  kind_not_of_currency: 'Bu türdeki mektup bu para birimiyle yazılmaz.',
  count_not_asked: 'Belge sayısı yalnızca BA ve BS mektuplarında sorulur.',
  count_missing: 'Belge sayısı yazılmamış.',
  count_invalid: '{value} bir belge sayısı değil.',
  form_missing: 'Form yazılmamış: BA ya da BS.',
  form_invalid: '{value} bir form değil. BA ya da BS yazın.',
  period_missing: 'Dönem yazılmamış.',
  period_invalid: '{value} bir dönem değil. Yıl ve ay yazın, örneğin 2026-10.',
  scope_invalid: '{value} bir kapsam değil. Kâğıt ya da tümü yazın.',
  tax_number_needed: 'BA ve BS satırında vergi ya da kimlik numarası gereklidir.',
} as const

export const kindWarnings = {
  babs_below_limit: 'Tutar ({value}) bildirim haddinin ({limit}) altında.',
} as const
