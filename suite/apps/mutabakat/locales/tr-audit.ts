/** What the audit log calls the deeds of this application, in Turkish. */
import { callsAudit, reachAudit } from './tr-calls.ts'
import { life } from './tr-life.ts'
import { mirrorAudit } from './tr-mirror.ts'
import { reach } from './tr-reach.ts'

export const audit = {
  noun: {
    certificate: 'İmza sertifikası',
    document: 'Belge',
    export: 'Dışa aktarım',
    package: 'Denetçi paketi',
    ...life.audit.noun,
    ...reach.audit_noun,
    ...mirrorAudit.noun,
    letter: 'Mektup',
    counterparty: 'Cari',
    import: 'İçe aktarma',
    import_template: 'Aktarım şablonu',
  },
  action: {
    call: callsAudit,
    link: mirrorAudit.link,
    incoming: mirrorAudit.incoming,
    certificate: { activated: 'Sertifika etkinleştirildi', retired: 'Sertifika kullanımdan kaldırıldı' },
    document: { signed: 'İmzalı PDF eklendi', broken: 'Saklanan belge değişmiş' },
    export: { written: 'Dışa aktarıldı', printed: 'Yazdırma dosyası hazırlandı' },
    package: { written: 'Denetçi paketi hazırlandı' },
    letter: {
      ...life.audit.letter,
      ...reach.audit.letter,
      ...reachAudit,
      created: 'Taslak yazıldı',
      sent: 'Mektup gönderildi',
      approved: 'Mutabık kalındı',
      rejected: 'Mutabık kalınmadı',
      cancelled: 'Mektup iptal edildi',
    },
    period: life.audit.period,
    template: reach.audit.template,
    delivery: reach.audit.delivery,
    batch: life.audit.batch,
    mutabakat: life.audit.mutabakat,
    counterparty: {
      created: 'Cari eklendi',
      changed: 'Cari değişti',
      deleted: 'Cari silindi',
      assigned: 'Cariler devredildi',
    },
    contact: {
      added: 'İletişim kişisi eklendi',
      changed: 'İletişim kişisi değişti',
      removed: 'İletişim kişisi silindi',
    },
    statement: { uploaded: 'Ekstre yüklendi' },
    match: { confirmed: 'Eşleşme onaylandı', refused: 'Eşleşme reddedildi', made: 'Satırlar elle eşleştirildi' },
    difference: { agreed: 'Fark üzerinde anlaşıldı' },
    import: {
      started: 'İçe aktarma başladı',
      uploaded: 'Dosya yüklendi',
      discarded: 'Dosya atıldı',
      row_repaired: 'Hatalı satır düzeltildi',
      row_skipped: 'Hatalı satır atlandı',
    },
    import_template: { saved: 'Şablon kaydedildi', renamed: 'Şablonun adı değişti', deleted: 'Şablon silindi' },
  },
} as const
