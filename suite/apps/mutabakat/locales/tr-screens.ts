/** What the screens of members say, in Turkish. ICU messages. */
import { audit } from './tr-audit.ts'
import { board } from './tr-board.ts'
import { calls, reaching } from './tr-calls.ts'

import { chain } from './tr-chain.ts'
import { cockpit } from './tr-cockpit.ts'
import { comparison } from './tr-comparison.ts'
import { desk } from './tr-desk.ts'
import { front } from './tr-front.ts'
import { kinds } from './tr-kind-screens.ts'
import { form, letter, letters } from './tr-letters.ts'
import { life } from './tr-life.ts'
import { mirror } from './tr-mirror.ts'
import { print } from './tr-print.ts'
import { terms } from './tr-terms.ts'
import { work } from './tr-work.ts'

export const screens = {
  ...front,
  ...terms,
  audit,
  work,
  ...desk,
  comparison,
  board,
  calls,
  reaching,
  chain,
  cockpit,
  mirror,
  print,
  kinds,
  period_state: life.period_state,
  batch_state: life.batch_state,
  style: life.style,
  answer_via: life.answer_via,
  answer_channel: life.answer_channel,
  reminder_channel: life.reminder_channel,
  reminder_outcome: life.reminder_outcome,
  letters,
  letter,
  form,
  counterparties: {
    tax_number_invalid: 'Vergi ya da kimlik numarası geçerli değil.',
    title: 'Cariler',
    new: 'Yeni cari',
    edit: 'Cariyi düzenle',
    search: 'Unvan ya da cari kodu',
    save: 'Kaydet',
    saved: '{title} kaydedildi.',
    no_email: 'E-posta adresi yok',
    empty_title: 'Henüz cari yok',
    empty_text: 'Excel’den aktardığınız bakiyelerle cariler de gelir; tek tek de ekleyebilirsiniz.',
    no_match_title: 'Bu aramaya uyan cari yok',
  },
  imports: {
    title: 'Excel’den bakiye aktar',
    drop: 'Bakiye dosyasını buraya bırakın',
    drop_hint: '.xlsx ya da .csv, en çok 20 MB. Başlıklar ilk 20 satırda aranır, sütun sırası önemli değildir.',
    choose: 'Dosya seç',
    template: 'Örnek dosyayı indir',
    required_columns: 'Gerekli sütunlar',
    optional_columns: 'İsteğe bağlı sütunlar',
    steps: { upload: 'Yükleme', read: 'Okuma', apply: 'Kaydetme', done: 'Bitti', rows: 'Satırlar işleniyor' },
    state: {
      waiting: 'Bekliyor',
      queued: 'Sırada',
      running: 'Okunuyor',
      done: 'Tamamlandı',
      failed: 'Okunamadı',
      cancelled: 'İptal edildi',
    },
    created: 'Yeni taslak',
    updated: 'Güncellenen taslak',
    unchanged: 'Aynı kalan',
    wrong: 'Hatalı satır',
    warnings: 'Uyarı',
    summary:
      '{created, plural, other {# yeni taslak}}, {updated, plural, other {# güncelleme}}, {wrong, plural, other {# hatalı satır}}',
    progress: '{done, number} / {total, number} satır',
    progress_unknown: '{done, number} satır okundu',
    unknown_columns: 'Tanınmayan sütunlar: {columns}',
    errors_title: 'Hatalı satırlar',
    errors_text: 'Doğru satırlar kaydedildi. Hatalıları indirip düzeltin, aynı dosyayı yeniden yükleyin.',
    errors_download: 'Hatalı satırları indir',
    errors_sheet: 'Hatalı satırlar',
    reason_column: 'Neden',
    row: 'Satır',
    column: 'Sütun',
    value: 'Değer',
    reason: 'Neden',
    show_letters: 'Taslakları gör',
    send_all: 'Taslakları gönder',
    history: 'Önceki aktarımlar',
    empty_title: 'Henüz aktarım yok',
    empty_text: 'Örnek dosyayı indirip bakiyelerinizle doldurabilirsiniz.',
  },
} as const
