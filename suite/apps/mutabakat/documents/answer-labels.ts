/** The words of the answered letter, in three languages. */
import type { Locale } from '#platform/contract'
import type { BabsScope, LetterKind } from '../contract/index.ts'

export type AnswerLabels = {
  heading: string
  agreed: string
  disagreed: string
  about: string
  kind: Readonly<Record<LetterKind, string>>
  counterparty: string
  balance: string
  declared: string
  count: (documents: number) => string
  without_vat: string
  scope: Readonly<Record<BabsScope, string>>
  auditor: string
  answered_by: string
  answered_at: string
  way: Readonly<Record<'portal' | 'recorded' | 'mirror', string>>
  how: string
  own: string
  difference: string
  no_difference: string
  reason: string
  note: string
  letter_hash: string
  evidence: string
  evidence_hint: string
  verify: string
}

export const ANSWER_LABELS: Readonly<Record<Locale, AnswerLabels>> = {
  tr: {
    heading: 'MUTABAKAT CEVABI',
    agreed: 'MUTABIKIZ',
    disagreed: 'MUTABIK DEĞİLİZ',
    about: 'Mektup',
    kind: {
      cari: 'cari hesap',
      cari_doviz: 'dövizli cari hesap',
      cari_vade: 'vadeli cari hesap',
      ekstre: 'ekstre',
      ba: 'Form BA (alış)',
      bs: 'Form BS (satış)',
      teyit: 'bağımsız denetim teyidi',
    },
    counterparty: 'Cevaplayan',
    balance: 'Bildirilen bakiye',
    declared: 'Bildirilen belge ve tutar',
    count: documents => `${documents} belge`,
    without_vat: 'KDV hariç',
    scope: { paper: 'yalnızca kâğıt belgeler', all: 'bütün belgeler' },
    auditor: 'Denetçi',
    answered_by: 'Cevabı veren',
    answered_at: 'Cevap zamanı',
    way: {
      portal: 'Bağlantı ve tek kullanımlık kod ile (kanıt düzeyi L1)',
      recorded: 'Kâğıt, KEP ya da e-posta ile geldi, gönderen şirket kaydetti (kanıt düzeyi L0)',
      mirror: 'Karşı tarafın kendi defterinden (kanıt düzeyi L1)',
    },
    how: 'Cevabın yolu',
    own: 'Cevaplayanın kayıtları',
    difference: 'Fark',
    no_difference: 'Bildirilmedi',
    reason: 'Neden',
    note: 'Açıklama',
    letter_hash: 'Mektubun SHA-256 özeti',
    evidence: 'Kanıt zincirinin ucu',
    evidence_hint: 'Gönderim, açılış, kod ve cevap bu zincirde sırayla kayıtlıdır; denetçi paketinde tamamı bulunur.',
    verify: 'Belgenin aslını bu kodla doğrulayın',
  },
  en: {
    heading: 'ANSWER TO THE RECONCILIATION',
    agreed: 'WE AGREE',
    disagreed: 'WE DO NOT AGREE',
    about: 'Letter',
    kind: {
      cari: 'current account',
      cari_doviz: 'account in foreign currency',
      cari_vade: 'account by due date',
      ekstre: 'statement',
      ba: 'Form BA (purchases)',
      bs: 'Form BS (sales)',
      teyit: 'auditor’s confirmation',
    },
    counterparty: 'Answered for',
    balance: 'Balance stated',
    declared: 'Documents and amount stated',
    count: documents => `documents: ${documents}`,
    without_vat: 'without VAT',
    scope: { paper: 'paper documents only', all: 'all documents' },
    auditor: 'Auditor',
    answered_by: 'Answered by',
    answered_at: 'Answered at',
    way: {
      portal: 'By link and one-time code (evidence level L1)',
      recorded: 'Came on paper, by registered e-mail or e-mail; recorded by the sender (evidence level L0)',
      mirror: 'From the other side’s own books (evidence level L1)',
    },
    how: 'How it came',
    own: 'Books of who answered',
    difference: 'Difference',
    no_difference: 'Not stated',
    reason: 'Reason',
    note: 'Remark',
    letter_hash: 'SHA-256 of the letter answered',
    evidence: 'Head of the chain of evidence',
    evidence_hint:
      'Sending, opening, code and answer stand in this chain in their order; an auditor’s package holds all of it.',
    verify: 'Check the original with this code',
  },
  az: {
    heading: 'ÜZLƏŞMƏ CAVABI',
    agreed: 'RAZIYIQ',
    disagreed: 'RAZI DEYİLİK',
    about: 'Məktub',
    kind: {
      cari: 'cari hesab',
      cari_doviz: 'valyuta hesabı',
      cari_vade: 'ödəniş tarixləri üzrə hesab',
      ekstre: 'hesabdan çıxarış',
      ba: 'Form BA (alış)',
      bs: 'Form BS (satış)',
      teyit: 'audit təsdiqi',
    },
    counterparty: 'Cavab verən',
    balance: 'Bildirilən qalıq',
    declared: 'Bildirilən sənəd sayı və məbləğ',
    count: documents => `${documents} sənəd`,
    without_vat: 'ƏDV-siz',
    scope: { paper: 'yalnız kağız sənədlər', all: 'bütün sənədlər' },
    auditor: 'Auditor',
    answered_by: 'Cavabı verən şəxs',
    answered_at: 'Cavabın vaxtı',
    way: {
      portal: 'Keçid və birdəfəlik kodla (sübut səviyyəsi L1)',
      recorded: 'Kağızla və ya e-poçtla gəldi, göndərən şirkət qeydə aldı (sübut səviyyəsi L0)',
      mirror: 'Qarşı tərəfin öz uçotundan (sübut səviyyəsi L1)',
    },
    how: 'Cavabın yolu',
    own: 'Cavab verənin uçotu',
    difference: 'Fərq',
    no_difference: 'Bildirilməyib',
    reason: 'Səbəb',
    note: 'İzahat',
    letter_hash: 'Məktubun SHA-256 xülasəsi',
    evidence: 'Sübut zəncirinin ucu',
    evidence_hint: 'Göndərmə, açılış, kod və cavab bu zəncirdə ardıcıl qeyd olunub; auditor paketində hamısı var.',
    verify: 'Sənədin əslini bu kodla yoxlayın',
  },
}
