/** The words of the answered letter, in three languages. */
import type { Locale } from '#platform/contract'

export type AnswerLabels = {
  heading: string
  agreed: string
  disagreed: string
  about: string
  counterparty: string
  balance: string
  answered_by: string
  answered_at: string
  way: Readonly<Record<'portal' | 'recorded' | 'mirror', string>>
  how: string
  own_balance: string
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
    counterparty: 'Cevaplayan',
    balance: 'Bildirilen bakiye',
    answered_by: 'Cevabı veren',
    answered_at: 'Cevap zamanı',
    way: {
      portal: 'Bağlantı ve tek kullanımlık kod ile (kanıt düzeyi L1)',
      recorded: 'Kâğıt, KEP ya da e-posta ile geldi, gönderen şirket kaydetti (kanıt düzeyi L0)',
      mirror: 'Karşı tarafın kendi defterinden (kanıt düzeyi L1)',
    },
    how: 'Cevabın yolu',
    own_balance: 'Cevaplayanın kayıtlarındaki bakiye',
    difference: 'Fark',
    no_difference: 'Bildirilmedi',
    reason: 'Neden',
    note: 'Açıklama',
    letter_hash: 'Cevaplanan belgenin SHA-256 özeti',
    evidence: 'Kanıt zincirinin ucu',
    evidence_hint: 'Gönderim, açılış, kod ve cevap bu zincirde sırayla kayıtlıdır; denetçi paketinde tamamı bulunur.',
    verify: 'Belgenin aslını bu kodla doğrulayın',
  },
  en: {
    heading: 'ANSWER TO THE RECONCILIATION',
    agreed: 'WE AGREE',
    disagreed: 'WE DO NOT AGREE',
    about: 'Letter',
    counterparty: 'Answered for',
    balance: 'Balance stated',
    answered_by: 'Answered by',
    answered_at: 'Answered at',
    way: {
      portal: 'By link and one-time code (evidence level L1)',
      recorded: 'Came on paper, by registered e-mail or e-mail; recorded by the sender (evidence level L0)',
      mirror: 'From the other side’s own books (evidence level L1)',
    },
    how: 'How it came',
    own_balance: 'Balance in the books of who answered',
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
    counterparty: 'Cavab verən',
    balance: 'Bildirilən qalıq',
    answered_by: 'Cavabı verən şəxs',
    answered_at: 'Cavabın vaxtı',
    way: {
      portal: 'Keçid və birdəfəlik kodla (sübut səviyyəsi L1)',
      recorded: 'Kağızla və ya e-poçtla gəldi, göndərən şirkət qeydə aldı (sübut səviyyəsi L0)',
      mirror: 'Qarşı tərəfin öz uçotundan (sübut səviyyəsi L1)',
    },
    how: 'Cavabın yolu',
    own_balance: 'Cavab verənin uçotundakı qalıq',
    difference: 'Fərq',
    no_difference: 'Bildirilməyib',
    reason: 'Səbəb',
    note: 'İzahat',
    letter_hash: 'Cavablanan sənədin SHA-256 xülasəsi',
    evidence: 'Sübut zəncirinin ucu',
    evidence_hint: 'Göndərmə, açılış, kod və cavab bu zəncirdə ardıcıl qeyd olunub; auditor paketində hamısı var.',
    verify: 'Sənədin əslini bu kodla yoxlayın',
  },
}
