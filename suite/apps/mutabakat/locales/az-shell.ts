/** What every signed-in page may say of E-Mutabakat: its name, menu, commands, events and tasks, in Azerbaijani. ICU messages. */

import type { Shape } from '#platform/contract'
import { news } from './az-news.ts'
import type { shell as turkish } from './tr-shell.ts'

export const shell = {
  name: 'E-Üzləşmə',
  nav: {
    dashboard: 'Vəziyyət',
    letters: 'Məktublar',
    incoming: 'Gələn',
    calls: 'Zənglər',
    periods: 'Dövrlər',
    babs: 'BA/BS',
    counterparties: 'Kontragentlər',
    imports: 'Excel-dən idxal',
    reports: 'Hesabatlar',
    setup: 'Ayarlar',
    board: 'Bütün şirkətlərim',
  },
  commands: {
    calls: 'Zənglərə keç',
    new_letter: 'Yeni üzləşmə məktubu',
    import: 'Excel-dən qalıqları idxal et',
    letters: 'Məktublara keç',
    counterparties: 'Kontragentlərə keç',
    babs: 'BA/BS-ə keç',
    reports: 'Hesabatlara keç',
    setup: 'E-Üzləşmə ayarları',
    waiting: 'Cavab gözləyənlər',
    rejected: 'Razı olmayanlar',
    board: 'Bütün şirkətlərim',
  },
  events: {
    ...news.events,
    mutabakat_created: '{no}: {counterparty} üçün qaralama yaradıldı',
    mutabakat_batch_created: '{count, plural, other {# üzləşmə qaralaması idxal edildi}}',
    mutabakat_updated: '{no} yeniləndi',
    mutabakat_sent: '{no} göndərildi: {counterparty}',
    mutabakat_viewed: '{no} açıldı: {counterparty}',
    mutabakat_approved: '{no} {approved_by} tərəfindən təsdiqləndi',
    mutabakat_rejected: '{no} {rejected_by} tərəfindən rədd edildi',
    mutabakat_cancelled: '{no} geri götürüldü',
    mutabakat_expired: '{no} cavabsız qaldı: {counterparty}',
    mutabakat_delivery_failed: '{no} çatmadı: {counterparty}',
    comparison_changed: '{no}: müqayisə dəyişdi',
  },
  notifications: {
    ...news.notifications,
    mutabakat_viewed: { title: 'Məktubunuz açıldı', message: '{counterparty} {no} nömrəli məktubu açdı.' },
    mutabakat_approved: { title: 'Razılıq verildi', message: '{counterparty}: {no} {name} tərəfindən təsdiqləndi.' },
    mutabakat_rejected: { title: 'Razılıq verilmədi', message: '{counterparty}: {no} {name} tərəfindən rədd edildi.' },
    mutabakat_expired: {
      title: 'Cavab gəlmədi',
      message: '{counterparty} {no} nömrəli məktuba vaxtında cavab vermədi.',
    },
    mutabakat_delivery_failed: {
      title: 'Məktub çatmadı',
      message: '{counterparty}: {no} çatdırılmadı. E-poçt ünvanını yoxlayın.',
    },
  },
  tasks: {
    export: 'İxrac',
    package: 'Auditor paketi',
    ...news.tasks,
    import: 'Excel-dən qalıqların idxalı',
    import_preview: 'Excel idxalının ön baxışı',
    bulk_send: 'Toplu göndəriş',
    import_title: '{file} idxalı',
    bulk_send_title: '{count, plural, other {# məktubun göndərilməsi}}',
    step: { rows: 'Sətirlər işlənir', letters: 'Məktublar hazırlanır' },
  },
} as const satisfies Shape<typeof turkish>
