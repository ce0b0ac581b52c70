/** The small words of the printed letter: what stands around its sentences. The sentences themselves are in domain. */
import type { Locale } from '#platform/contract'

export type LetterLabels = {
  date: string
  number: string
  vkn: string
  tax_office: string
  balance_date: string
  currency: string
  debit: string
  credit: string
  in_words: string
  month: string
  our_form: string
  your_form: string
  documents: string
  without_vat: string
  /** A number, and of what. */
  count_of: (count: string) => string
  due: string
  amount: string
  side: string
  total: string
  note: string
  answer: string
  agree: string
  disagree: string
  own_balance: (currency: string) => string
  own_count: string
  own_amount: (currency: string) => string
  explanation: string
  name_and_title: string
  stamp: string
  answer_date: string
  verify: string
  /** Never more than level L2 claims: a seal of the company, nobody's own signature. */
  signature: (company: string) => string
  draft: string
  page: (page: number, pages: number) => string
}

export const LETTER_LABELS: Readonly<Record<Locale, LetterLabels>> = {
  tr: {
    date: 'Tarih',
    number: 'Sayı',
    vkn: 'VKN',
    tax_office: 'V.D.',
    balance_date: 'Bakiye tarihi',
    currency: 'Para birimi',
    debit: 'Borç',
    credit: 'Alacak',
    in_words: 'Yazıyla',
    month: 'Dönem',
    our_form: 'Bizim formumuz',
    your_form: 'Sizin formunuz',
    documents: 'Belge sayısı',
    without_vat: 'Tutar (KDV hariç)',
    count_of: count => `${count} adet belge`,
    due: 'Vade',
    amount: 'Tutar',
    side: 'Kim borçlu',
    total: 'Toplam',
    note: 'Açıklama',
    answer: 'CEVAP',
    agree: 'Mutabıkız',
    disagree: 'Mutabık değiliz',
    own_balance: currency => `Kayıtlarımıza göre bakiye (${currency}, B/A):`,
    own_count: 'Kayıtlarımıza göre belge sayısı:',
    own_amount: currency => `Kayıtlarımıza göre KDV hariç tutar (${currency}):`,
    explanation: 'Açıklama:',
    name_and_title: 'Ad Soyad / Unvan:',
    stamp: 'Kaşe / İmza',
    answer_date: 'Tarih:',
    verify: 'Belgenin aslını bu kodla doğrulayın',
    signature: company =>
      `İmza düzeyi L2: ${company} adına sunucu sertifikasıyla vurulmuş elektronik mühür (PAdES). 5070 sayılı Kanun anlamında nitelikli imza değildir.`,
    draft: 'TASLAK: bu mektup henüz gönderilmemiştir.',
    page: (page, pages) => `Sayfa ${page}/${pages}`,
  },
  en: {
    date: 'Date',
    number: 'No.',
    vkn: 'Tax no.',
    tax_office: 'Tax office:',
    balance_date: 'Balance date',
    currency: 'Currency',
    debit: 'Debit',
    credit: 'Credit',
    in_words: 'In words',
    month: 'Month',
    our_form: 'Our form',
    your_form: 'Your form',
    documents: 'Documents',
    without_vat: 'Amount without VAT',
    count_of: count => `documents: ${count}`,
    due: 'Due date',
    amount: 'Amount',
    side: 'Who owes',
    total: 'Total',
    note: 'Remark',
    answer: 'ANSWER',
    agree: 'We agree',
    disagree: 'We do not agree',
    own_balance: currency => `Balance in our books (${currency}, debit/credit):`,
    own_count: 'Documents in our books:',
    own_amount: currency => `Amount without VAT in our books (${currency}):`,
    explanation: 'Explanation:',
    name_and_title: 'Name / position:',
    stamp: 'Stamp / signature',
    answer_date: 'Date:',
    verify: 'Check the original with this code',
    signature: company =>
      `Signature level L2: electronic seal with a server certificate on behalf of ${company} (PAdES). It is not a qualified signature of a person.`,
    draft: 'DRAFT: this letter has not been sent yet.',
    page: (page, pages) => `Page ${page}/${pages}`,
  },
  az: {
    date: 'Tarix',
    number: 'Nömrə',
    vkn: 'Vergi nömrəsi',
    tax_office: 'Vergi orqanı:',
    balance_date: 'Qalığın tarixi',
    currency: 'Valyuta',
    debit: 'Debet',
    credit: 'Kredit',
    in_words: 'Yazı ilə',
    month: 'Dövr',
    our_form: 'Bizim forma',
    your_form: 'Sizin forma',
    documents: 'Sənəd sayı',
    without_vat: 'Məbləğ (ƏDV-siz)',
    count_of: count => `${count} sənəd`,
    due: 'Ödəniş tarixi',
    amount: 'Məbləğ',
    side: 'Kim borcludur',
    total: 'Cəmi',
    note: 'İzahat',
    answer: 'CAVAB',
    agree: 'Razıyıq',
    disagree: 'Razı deyilik',
    own_balance: currency => `Uçotumuza görə qalıq (${currency}, debet/kredit):`,
    own_count: 'Uçotumuza görə sənəd sayı:',
    own_amount: currency => `Uçotumuza görə ƏDV-siz məbləğ (${currency}):`,
    explanation: 'İzahat:',
    name_and_title: 'Ad, soyad / vəzifə:',
    stamp: 'Möhür / imza',
    answer_date: 'Tarix:',
    verify: 'Sənədin əslini bu kodla yoxlayın',
    signature: company =>
      `İmza səviyyəsi L2: ${company} adından server sertifikatı ilə vurulmuş elektron möhür (PAdES). Şəxsin gücləndirilmiş elektron imzası deyil.`,
    draft: 'QARALAMA: bu məktub hələ göndərilməyib.',
    page: (page, pages) => `Səhifə ${page}/${pages}`,
  },
}
