/** What every signed-in page may say of E-Mutabakat: its name, menu, commands, events and tasks, in Turkish. ICU messages. */

import { news } from './tr-news.ts'

export const shell = {
  name: 'E-Mutabakat',
  nav: {
    dashboard: 'Durum',
    letters: 'Mektuplar',
    periods: 'Dönemler',
    counterparties: 'Cariler',
    imports: 'Excel’den aktar',
    reports: 'Raporlar',
    setup: 'Ayarlar',
    board: 'Bütün şirketlerim',
  },
  commands: {
    new_letter: 'Yeni mutabakat mektubu',
    import: 'Excel’den bakiye aktar',
    letters: 'Mektuplara git',
    counterparties: 'Carilere git',
    reports: 'Raporlara git',
    setup: 'E-Mutabakat ayarları',
    waiting: 'Yanıt bekleyenler',
    rejected: 'Mutabık olmayanlar',
    board: 'Bütün şirketlerim',
  },
  events: {
    ...news.events,
    mutabakat_created: '{no}: {counterparty} için taslak oluşturuldu',
    mutabakat_batch_created: '{count, plural, other {# mutabakat taslağı aktarıldı}}',
    mutabakat_updated: '{no} güncellendi',
    mutabakat_sent: '{no} gönderildi: {counterparty}',
    mutabakat_viewed: '{no} açıldı: {counterparty}',
    mutabakat_approved: '{no} {approved_by} tarafından onaylandı',
    mutabakat_rejected: '{no} {rejected_by} tarafından reddedildi',
    mutabakat_cancelled: '{no} geri çekildi',
    mutabakat_expired: '{no} yanıtsız kaldı: {counterparty}',
    mutabakat_delivery_failed: '{no} ulaşmadı: {counterparty}',
    comparison_changed: '{no}: karşılaştırma değişti',
  },
  notifications: {
    ...news.notifications,
    mutabakat_viewed: { title: 'Mektubunuz açıldı', message: '{counterparty}, {no} sayılı mektubu açtı.' },
    mutabakat_approved: { title: 'Mutabık kalındı', message: '{counterparty}: {no} {name} tarafından onaylandı.' },
    mutabakat_rejected: { title: 'Mutabık kalınmadı', message: '{counterparty}: {no} {name} tarafından reddedildi.' },
    mutabakat_expired: {
      title: 'Yanıt gelmedi',
      message: '{counterparty}, {no} sayılı mektubu süresinde yanıtlamadı.',
    },
    mutabakat_delivery_failed: {
      title: 'Mektup ulaşmadı',
      message: '{counterparty}: {no} teslim edilemedi. E-posta adresini denetleyin.',
    },
  },
  tasks: {
    export: 'Dışa aktarım',
    package: 'Denetçi paketi',
    ...news.tasks,
    import: 'Excel’den bakiye aktarımı',
    import_preview: 'Excel aktarımı ön izlemesi',
    bulk_send: 'Toplu gönderim',
    import_title: '{file} aktarımı',
    bulk_send_title: '{count, plural, other {# mektubun gönderimi}}',
    step: { rows: 'Satırlar işleniyor', letters: 'Mektuplar hazırlanıyor' },
  },
} as const
