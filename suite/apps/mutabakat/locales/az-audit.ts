/** What the audit log calls the deeds of this application, in Azerbaijani. */
import type { Shape } from '#platform/contract'
import { callsAudit, reachAudit } from './az-calls.ts'
import { life } from './az-life.ts'
import { mirrorAudit } from './az-mirror.ts'
import { reach } from './az-reach.ts'
import type { audit as tr } from './tr-audit.ts'

export const audit = {
  noun: {
    certificate: 'İmza sertifikatı',
    document: 'Sənəd',
    export: 'İxrac',
    package: 'Auditor paketi',
    ...life.audit.noun,
    ...reach.audit_noun,
    ...mirrorAudit.noun,
    letter: 'Məktub',
    counterparty: 'Kontragent',
    import: 'İdxal',
    import_template: 'İdxal şablonu',
  },
  action: {
    call: callsAudit,
    link: mirrorAudit.link,
    incoming: mirrorAudit.incoming,
    certificate: { activated: 'Sertifikat aktivləşdirildi', retired: 'Sertifikat istifadədən çıxarıldı' },
    document: { signed: 'İmzalı PDF əlavə edildi', broken: 'Saxlanan sənəd dəyişib' },
    export: { written: 'İxrac edildi', printed: 'Çap faylı hazırlandı' },
    package: { written: 'Auditor paketi hazırlandı' },
    letter: {
      ...life.audit.letter,
      ...reach.audit.letter,
      ...reachAudit,
      created: 'Qaralama yazıldı',
      sent: 'Məktub göndərildi',
      approved: 'Razılaşıldı',
      rejected: 'Razılaşılmadı',
      cancelled: 'Məktub ləğv edildi',
    },
    period: life.audit.period,
    template: reach.audit.template,
    delivery: reach.audit.delivery,
    batch: life.audit.batch,
    mutabakat: life.audit.mutabakat,
    counterparty: {
      created: 'Kontragent əlavə edildi',
      changed: 'Kontragent dəyişdi',
      deleted: 'Qarşı tərəf silindi',
      assigned: 'Qarşı tərəflər təhvil verildi',
    },
    contact: { added: 'Əlaqə şəxsi əlavə edildi', changed: 'Əlaqə şəxsi dəyişdi', removed: 'Əlaqə şəxsi silindi' },
    statement: { uploaded: 'Çıxarış yükləndi' },
    match: {
      confirmed: 'Uyğunluq təsdiqləndi',
      refused: 'Uyğunluq rədd edildi',
      made: 'Sətirlər əl ilə uyğunlaşdırıldı',
    },
    difference: { agreed: 'Fərq üzrə razılaşıldı' },
    import: {
      started: 'İdxal başladı',
      uploaded: 'Fayl yükləndi',
      discarded: 'Fayl atıldı',
      row_repaired: 'Səhv sətir düzəldildi',
      row_skipped: 'Səhv sətir ötürüldü',
    },
    import_template: { saved: 'Şablon saxlandı', renamed: 'Şablonun adı dəyişdi', deleted: 'Şablon silindi' },
  },
} as const satisfies Shape<typeof tr>
