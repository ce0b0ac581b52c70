/** Azerbaijani: the audit log and data protection. */
import type { Shape } from '#platform/contract'
import type * as tr from './tr.ts'

export const audit = {
  file: 'audit-jurnali',
  export_title: 'Audit jurnalının ixracı',
  columns: {
    sheet: 'Audit jurnalı',
    position: 'Sıra',
    at: 'Vaxt',
    actor: 'Kim',
    actor_id: 'Kim (kod)',
    action: 'Əməliyyat',
    object_type: 'Obyekt',
    object_id: 'Obyekt (kod)',
    old: 'Əvvəl',
    new: 'Sonra',
    ip: 'IP ünvanı',
    agent: 'Brauzer',
    hash: 'Barmaq izi',
  },
  fault: {
    changed: '{position} nömrəli qeyd yazıldığı kimi deyil.',
    missing: '{position} nömrəli qeyd silinib.',
    moved: '{position} nömrəli qeyd əvvəlkinə bağlı deyil.',
    inserted: 'Zəncirdən kənar qeyd əlavə edilib.',
    cut: 'Zəncir {position} nömrəli qeyddən əvvəl kəsilib.',
    rewritten: '{position} nömrəyə qədər qeydlər yenidən yazılıb: imzalı sonla uyğun gəlmir.',
    head_forged: 'Saxlanan imzalı sonlardan biri bizim imzamızı daşımır.',
  },
} satisfies Shape<typeof tr.audit>

export const privacy = {
  keep: {
    days: '{count, plural, one {# gün} other {# gün}}',
    years: 'İlin sonundan etibarən {count, plural, one {# il} other {# il}}',
  },
  kind: {
    notification: 'Bildirişlər',
    export: 'İxrac edilmiş fayllar',
    mail: 'E-poçt göndəriş qeydləri',
    sms: 'SMS göndəriş qeydləri',
  },
  record: {
    title: 'Məhvetmə aktı',
    file: 'mehvetme-akti',
    intro: '{company} şirkətinin aşağıdakı qeydləri saxlama müddəti bitdiyi üçün {at} tarixində avtomatik silinmişdir.',
    line: '{title}: {count, plural, one {# qeyd} other {# qeyd}}. Saxlama müddəti: {keep}. {before} tarixindən köhnə olanlar.',
    number: 'Akt nömrəsi',
  },
  person: {
    member: 'Üzvlük',
    member_effect: 'Əvvəlcə şəxs şirkətdən çıxarılaraq bitirilir; hesab şəxsin özünündür.',
    invitation: 'Dəvətlər',
    invitation_effect: 'Silinir.',
    notification: 'Bildirişlər',
    notification_effect: 'Silinir.',
    mail: 'E-poçt göndəriş qeydləri',
    mail_effect: 'Alıcı və mövzu silinir; göndərildiyi məlumatı qalır.',
    sms: 'SMS göndəriş qeydləri',
    sms_effect: 'Alıcı silinir; göndərildiyi məlumatı qalır.',
    file: 'Şəxsi məlumat faylları',
    file_effect: 'Bu şəxs üçün hazırlanmış ixraclar silinir.',
    view: 'Saxlanmış görünüşlər',
    view_effect: 'Silinir; şirkətlə bölüşdükləri də.',
    audit: 'Audit jurnalı',
    audit_effect: 'Qalır: dəyişdirilə bilməz və qanunla saxlanılır.',
    export_title: 'Şəxsi məlumatların ixracı',
    export_file: 'sexsi-melumatlar',
    report_title: 'Şəxsi məlumatlar',
    report_intro: '{company} şirkətinin {subject} ünvanı ilə saxladığı məlumatlar, {at}.',
    nothing: 'Bu ünvanla heç bir məlumat saxlanılmır.',
  },
} satisfies Shape<typeof tr.privacy>
