/** What the screens of members say, in Azerbaijani. ICU messages. */

import type { Shape } from '#platform/contract'
import { audit } from './az-audit.ts'
import { board } from './az-board.ts'
import { calls, reaching } from './az-calls.ts'
import { chain } from './az-chain.ts'
import { cockpit } from './az-cockpit.ts'
import { comparison } from './az-comparison.ts'
import { desk } from './az-desk.ts'
import { front } from './az-front.ts'
import { kinds } from './az-kind-screens.ts'
import { form, letter, letters } from './az-letters.ts'
import { life } from './az-life.ts'
import { mirror } from './az-mirror.ts'
import { print } from './az-print.ts'
import { terms } from './az-terms.ts'
import { work } from './az-work.ts'
import type { screens as turkish } from './tr-screens.ts'

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
    tax_number_invalid: 'Vergi və ya şəxsiyyət nömrəsi düzgün deyil.',
    title: 'Kontragentlər',
    new: 'Yeni kontragent',
    edit: 'Kontragenti redaktə et',
    search: 'Ad və ya hesab kodu',
    save: 'Saxla',
    saved: '{title} saxlanıldı.',
    no_email: 'E-poçt ünvanı yoxdur',
    empty_title: 'Hələ kontragent yoxdur',
    empty_text: 'Excel-dən idxal etdiyiniz qalıqlarla kontragentlər də gəlir; tək-tək də əlavə edə bilərsiniz.',
    no_match_title: 'Bu axtarışa uyğun kontragent yoxdur',
  },
  imports: {
    title: 'Excel-dən qalıqların idxalı',
    drop: 'Qalıq faylını bura atın',
    drop_hint:
      '.xlsx və ya .csv, ən çoxu 20 MB. Başlıqlar ilk 20 sətirdə axtarılır, sütunların sırası əhəmiyyətsizdir.',
    choose: 'Fayl seç',
    template: 'Nümunə faylı yüklə',
    required_columns: 'Məcburi sütunlar',
    optional_columns: 'Əlavə sütunlar',
    steps: { upload: 'Yükləmə', read: 'Oxuma', apply: 'Saxlama', done: 'Bitdi', rows: 'Sətirlər işlənir' },
    state: {
      waiting: 'Gözləyir',
      queued: 'Növbədə',
      running: 'Oxunur',
      done: 'Tamamlandı',
      failed: 'Oxunmadı',
      cancelled: 'Ləğv edildi',
    },
    created: 'Yeni qaralama',
    updated: 'Yenilənən qaralama',
    unchanged: 'Dəyişməyən',
    wrong: 'Səhv sətir',
    warnings: 'Xəbərdarlıq',
    summary:
      '{created, plural, other {# yeni qaralama}}, {updated, plural, other {# yeniləmə}}, {wrong, plural, other {# səhv sətir}}',
    progress: '{done, number} / {total, number} sətir',
    progress_unknown: '{done, number} sətir oxundu',
    unknown_columns: 'Tanınmayan sütunlar: {columns}',
    errors_title: 'Səhv sətirlər',
    errors_text: 'Düzgün sətirlər saxlanıldı. Səhvləri yükləyib düzəldin və həmin faylı yenidən göndərin.',
    errors_download: 'Səhv sətirləri yüklə',
    errors_sheet: 'Səhv sətirlər',
    reason_column: 'Səbəb',
    row: 'Sətir',
    column: 'Sütun',
    value: 'Dəyər',
    reason: 'Səbəb',
    show_letters: 'Qaralamalara bax',
    send_all: 'Qaralamaları göndər',
    history: 'Əvvəlki idxallar',
    empty_title: 'Hələ idxal yoxdur',
    empty_text: 'Nümunə faylı yükləyib qalıqlarınızla doldura bilərsiniz.',
  },
} as const satisfies Shape<typeof turkish>
