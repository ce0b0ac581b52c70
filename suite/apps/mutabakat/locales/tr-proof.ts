/** Papers, exports, certificates and their refusals, in Turkish. */
import { formColumns } from './tr-forms.ts'
export const exports = {
  file: {
    letters: 'Mektuplar',
    answers: 'Yanıtlar',
    differences: 'Farklar',
    papers: 'İmzalı belgeler',
    print: 'Baskı',
    post: 'Posta listesi',
    package: 'Denetçi paketi',
    babs: 'Form {form} {month}',
  },
  columns: {
    ...formColumns,
    contact_name: 'İlgili',
    address: 'Adres',
    country: 'Ülke',
    barcode: 'Barkod',
    no: 'Numara',
    version: 'Sürüm',
    code: 'Cari kodu',
    title: 'Unvan',
    tax_number: 'VKN / TCKN',
    balance_date: 'Mutabakat tarihi',
    balance: 'Bakiye',
    side: 'Borç / alacak',
    currency: 'Para birimi',
    try_balance: 'TL karşılığı',
    status: 'Durum',
    responsible: 'Sorumlu',
    sender: 'Gönderen',
    delivery: 'Teslim',
    reply_due: 'Son yanıt günü',
    created_at: 'Oluşturma',
    sent_at: 'Gönderim',
    viewed_at: 'Görülme',
    answered_at: 'Yanıt',
    answered_by: 'Yanıtlayan',
    answer_title: 'Görevi',
    reason: 'Neden',
    own_balance: 'Karşı tarafın bakiyesi',
    own_side: 'Karşı tarafın yönü',
    difference: 'Fark',
    note: 'Açıklama',
  },
} as const

export const proofNotifications = {
  mutabakat_certificate_ends: {
    title: 'İmza sertifikası bitiyor',
    message: 'Mektuplarınızı mühürleyen sertifika {day} günü bitiyor. Yenisini yükleyin ya da yenileyin.',
  },
  mutabakat_papers_broken: {
    title: 'Saklanan belgeler değişmiş',
    message: '{count, plural, other {# belge}} saklandığı gibi değil: {list}. Yedekten geri yükleyin.',
  },
  mutabakat_auditor_undelivered: {
    title: 'Denetçiye ulaşmadı',
    message:
      '{counterparty}: {no} sayılı teyidin yanıtı denetçinin {address} adresine ulaşmadı. Denetçiye haber verin; mühürlü yanıt mektubun sayfasındadır.',
  },
} as const

export const proofErrors = {
  certificate_not_found: 'Sertifika bulunamadı.',
  certificate_retired: 'Bu sertifika zaten kullanımdan kaldırılmış.',
  certificate_changed_meanwhile: 'Sertifika aynı anda başka biri tarafından değiştirildi. Yeniden deneyin.',
  certificate_unreadable:
    'Dosya okunamadı. PKCS#12 (.p12, .pfx) dosyasını güncel bir şifreleme (AES) ve yalnız Latin harfli bir parolayla yeniden dışa aktarın.',
  certificate_password_wrong: 'Parola bu dosyayı açmıyor.',
  certificate_without_key: 'Dosyada tek bir özel anahtar ve ona ait sertifika olmalı.',
  certificate_key_weak: 'Anahtar zayıf ya da desteklenmiyor: RSA en az 2048 bit ya da EC P-256 olmalı.',
  certificate_not_in_force: 'Sertifikanın süresi dolmuş ya da henüz başlamamış.',
  certificate_not_for_signing: 'Bu bir sertifika makamının kendi sertifikası; belge mühürlemek için değil.',
  pdf_expected: 'Yüklenen dosya bir PDF değil.',
  pdf_not_signed: 'PDF’de geçerli bir imza yok ya da imzadan sonra değiştirilmiş.',
  letter_not_answered: 'Bu mektup henüz yanıtlanmadı.',
  letter_not_sent: 'Bu mektup henüz gönderilmedi.',
  export_empty: 'Seçime uyan mektup yok.',
  export_too_large: 'Seçim çok büyük: bir dosyaya en çok {most, number} mektup sığar.',
  print_unreadable: 'Seçilen mektupların belgeleri okunamadı.',
} as const
