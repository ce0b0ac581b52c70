/** Cards, contacts and imports in Turkish: their fields, refusals and warnings. */

export const cardFields = {
  tckn: 'TCKN',
  email2: 'İkinci e-posta',
  country: 'Ülke',
  iban: 'IBAN',
  responsible: 'Sorumlu',
  group_code: 'Özel kod',
  active: 'Aktif',
  address: 'Posta adresi',
} as const

export const cardWarnings = {
  email_missing: 'E-posta adresi yok; mektup gönderilemez.',
  responsible_unknown: '{value} bu şirkette çalışmıyor; sorumlu atanmadı.',
  tax_number_missing: 'VKN ya da TCKN yazılmamış.',
} as const

export const cardErrors = {
  active_invalid: '{value} okunamadı. E ya da H yazın.',
  country_unknown: '{value} bilinen bir ülke değil. İki harfli kodunu yazın, örneğin TR.',
  title_missing: 'Unvan yazılmamış.',
  counterparty_has_letters: 'Bu cariye ait mektuplar var. Silmek yerine pasife alın.',
  contact_not_found: 'İletişim kişisi bulunamadı.',
  contact_unreachable: 'E-posta ya da cep telefonu yazın.',
  import_not_waiting: 'Bu dosya daha önce uygulandı.',
  import_running: 'Aktarım sürüyor. Bitmesini bekleyin.',
  import_row_not_wrong: 'Bu satır düzeltilmiş ya da hatalı değil.',
  mapping_incomplete: 'Gerekli alanlardan sütunu seçilmemiş olan var.',
  dry_run_not_found: 'Bu dosya için henüz ön izleme yapılmadı.',
  import_template_not_found: 'Şablon bulunamadı.',
  import_template_name_taken: 'Bu adda başka bir şablon var.',
} as const
