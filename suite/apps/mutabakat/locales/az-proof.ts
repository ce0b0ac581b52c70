/** Papers, exports, certificates and their refusals, in Azerbaijani. */
import { formColumns } from './az-forms.ts'
export const exports = {
  file: {
    letters: 'Məktublar',
    answers: 'Cavablar',
    differences: 'Fərqlər',
    papers: 'İmzalı sənədlər',
    print: 'Çap',
    post: 'Poçt siyahısı',
    package: 'Auditor paketi',
    babs: 'Form {form} {month}',
  },
  columns: {
    ...formColumns,
    contact_name: 'Əlaqədar şəxs',
    address: 'Ünvan',
    country: 'Ölkə',
    barcode: 'Barkod',
    no: 'Nömrə',
    version: 'Versiya',
    code: 'Hesab kodu',
    title: 'Ad',
    tax_number: 'Vergi nömrəsi',
    balance_date: 'Qalığın tarixi',
    balance: 'Qalıq',
    side: 'Debet / kredit',
    currency: 'Valyuta',
    try_balance: 'Lirə qarşılığı',
    status: 'Vəziyyət',
    responsible: 'Məsul',
    sender: 'Göndərən',
    delivery: 'Çatdırılma',
    reply_due: 'Son cavab günü',
    created_at: 'Yaradılma',
    sent_at: 'Göndərilmə',
    viewed_at: 'Baxılma',
    answered_at: 'Cavab',
    answered_by: 'Cavab verən',
    answer_title: 'Vəzifəsi',
    reason: 'Səbəb',
    own_balance: 'Qarşı tərəfin qalığı',
    own_side: 'Qarşı tərəfin istiqaməti',
    difference: 'Fərq',
    note: 'İzahat',
  },
} as const

export const proofNotifications = {
  mutabakat_certificate_ends: {
    title: 'İmza sertifikatı bitir',
    message: 'Məktublarınızı möhürləyən sertifikat {day} tarixində bitir. Yenisini yükləyin və ya yeniləyin.',
  },
  mutabakat_papers_broken: {
    title: 'Saxlanan sənədlər dəyişib',
    message: '{count, plural, other {# sənəd}} saxlandığı kimi deyil: {list}. Ehtiyat nüsxədən bərpa edin.',
  },
  mutabakat_auditor_undelivered: {
    title: 'Auditora çatmadı',
    message:
      '{counterparty}: {no} nömrəli təsdiqin cavabı auditorun {address} ünvanına çatmadı. Auditora xəbər verin; möhürlü cavab məktubun səhifəsindədir.',
  },
} as const

export const proofErrors = {
  certificate_not_found: 'Sertifikat tapılmadı.',
  certificate_retired: 'Bu sertifikat artıq istifadədən çıxarılıb.',
  certificate_changed_meanwhile: 'Sertifikatı eyni anda başqası dəyişdi. Yenidən cəhd edin.',
  certificate_unreadable:
    'Fayl oxunmadı. PKCS#12 (.p12, .pfx) faylını müasir şifrələmə (AES) və yalnız latın hərfli parolla yenidən ixrac edin.',
  certificate_password_wrong: 'Parol bu faylı açmır.',
  certificate_without_key: 'Faylda bir gizli açar və onun sertifikatı olmalıdır.',
  certificate_key_weak: 'Açar zəifdir və ya dəstəklənmir: RSA ən az 2048 bit və ya EC P-256 olmalıdır.',
  certificate_not_in_force: 'Sertifikatın müddəti bitib və ya hələ başlamayıb.',
  certificate_not_for_signing: 'Bu, sertifikat mərkəzinin öz sertifikatıdır; sənəd möhürləmək üçün deyil.',
  pdf_expected: 'Yüklənən fayl PDF deyil.',
  pdf_not_signed: 'PDF-də etibarlı imza yoxdur və ya imzadan sonra dəyişdirilib.',
  letter_not_answered: 'Bu məktub hələ cavablanmayıb.',
  letter_not_sent: 'Bu məktub hələ göndərilməyib.',
  export_empty: 'Seçimə uyğun məktub yoxdur.',
  export_too_large: 'Seçim çox böyükdür: bir fayla ən çox {most, number} məktub sığır.',
  print_unreadable: 'Seçilmiş məktubların sənədləri oxuna bilmədi.',
} as const
