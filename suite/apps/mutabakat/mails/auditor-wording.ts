/** What the auditor's mail says, in the three languages. */
import type { Locale } from '#platform/contract'

type Words = {
  subject: (counterparty: string, no: string) => string
  heading: string
  greeting: (name: string, firm: string) => string
  told: (company: string, counterparty: string, no: string) => string
  reference: (reference: string) => string
  balance: (day: string, money: string, owes: string) => string
  owes: (debtor: string) => string
  agreed: (by: string, at: string) => string
  disagreed: (by: string, at: string) => string
  own: (money: string, owes: string) => string
  difference: (money: string) => string
  way: Readonly<Record<'portal' | 'recorded' | 'mirror', (company: string) => string>>
  direct: (company: string) => string
  button: string
  note: string
  footer: (company: string) => readonly string[]
}

export const AUDITOR_WORDING: Readonly<Record<Locale, Words>> = {
  tr: {
    subject: (counterparty, no) => `Bakiye teyidi yanıtı: ${counterparty} (${no})`,
    heading: 'Bakiye teyidi yanıtlandı',
    greeting: (name, firm) => `Sayın ${name} (${firm}),`,
    told: (company, counterparty, no) =>
      `Denetiminiz için ${company} adına ${counterparty} firmasına gönderilen ${no} sayılı teyit mektubu yanıtlandı. Mühürlü yanıt ektedir.`,
    reference: reference => `Dosya numaranız: ${reference}.`,
    balance: (day, money, owes) => `${day} itibarıyla sorulan bakiye: ${money}${owes}.`,
    owes: debtor => ` (borçlu: ${debtor})`,
    agreed: (by, at) => `Yanıt: mutabık. Yanıtlayan: ${by}, ${at}.`,
    disagreed: (by, at) => `Yanıt: mutabık değil. Yanıtlayan: ${by}, ${at}.`,
    own: (money, owes) => `Yanıtlayanın kayıtlarındaki bakiye: ${money}${owes}.`,
    difference: money => `Fark: ${money}.`,
    way: {
      portal: () => 'Yanıt, mektubun bağlantısından tek kullanımlık kodla verildi (kanıt düzeyi L1).',
      recorded: company =>
        `Dikkat: yanıt kâğıtla, KEP ya da e-posta ile gelmiş ve ${company} tarafından kaydedilmiştir; yanıtlayan sistemce doğrulanmamıştır (kanıt düzeyi L0).`,
      mirror: () => 'Yanıt, karşı tarafın kendi defterinden verildi (kanıt düzeyi L1).',
    },
    direct: company =>
      `Bu ileti, yanıt kaydedilince sistem tarafından doğrudan gönderildi; ${company} çalışanlarının elinden geçmedi.`,
    button: 'Yanıtın aslını doğrula',
    note: 'Doğrulama sayfası herkese açıktır; ekteki dosya orada mühürlenen dosyayla karşılaştırılabilir.',
    footer: company => [`Bu ileti, ${company} teyit mektubunda denetçi olarak adınız yazıldığı için gönderildi.`],
  },
  en: {
    subject: (counterparty, no) => `Answer to a confirmation: ${counterparty} (${no})`,
    heading: 'A confirmation was answered',
    greeting: (name, firm) => `Dear ${name} (${firm}),`,
    told: (company, counterparty, no) =>
      `Confirmation letter ${no}, sent to ${counterparty} on behalf of ${company} for your audit, was answered. The sealed answer is attached.`,
    reference: reference => `Your reference: ${reference}.`,
    balance: (day, money, owes) => `Balance asked about, as of ${day}: ${money}${owes}.`,
    owes: debtor => ` (debtor: ${debtor})`,
    agreed: (by, at) => `Answer: agrees. Answered by ${by}, ${at}.`,
    disagreed: (by, at) => `Answer: does not agree. Answered by ${by}, ${at}.`,
    own: (money, owes) => `Balance in the books of who answered: ${money}${owes}.`,
    difference: money => `Difference: ${money}.`,
    way: {
      portal: () => 'It was given by the link of the letter with a one-time code (evidence level L1).',
      recorded: company =>
        `Please note: the answer came on paper, by registered e-mail or by e-mail and was recorded by ${company}; the system did not verify who answered (evidence level L0).`,
      mirror: () => 'It was given from the other side’s own books (evidence level L1).',
    },
    direct: company =>
      `The system sent this message by itself once the answer was on record; it did not pass through the hands of ${company}.`,
    button: 'Verify the answer',
    note: 'The page is open to anybody; there the attached file can be compared with the sealed one.',
    footer: company => [`You get this message because a confirmation letter of ${company} names you as the auditor.`],
  },
  az: {
    subject: (counterparty, no) => `Qalıq təsdiqinə cavab: ${counterparty} (${no})`,
    heading: 'Qalıq təsdiqinə cavab verildi',
    greeting: (name, firm) => `Hörmətli ${name} (${firm}),`,
    told: (company, counterparty, no) =>
      `Auditiniz üçün ${company} adından ${counterparty} şirkətinə göndərilən ${no} nömrəli təsdiq məktubuna cavab verildi. Möhürlü cavab əlavə olunub.`,
    reference: reference => `İş nömrəniz: ${reference}.`,
    balance: (day, money, owes) => `${day} tarixinə soruşulan qalıq: ${money}${owes}.`,
    owes: debtor => ` (borclu: ${debtor})`,
    agreed: (by, at) => `Cavab: razıdır. Cavab verən: ${by}, ${at}.`,
    disagreed: (by, at) => `Cavab: razı deyil. Cavab verən: ${by}, ${at}.`,
    own: (money, owes) => `Cavab verənin uçotundakı qalıq: ${money}${owes}.`,
    difference: money => `Fərq: ${money}.`,
    way: {
      portal: () => 'Cavab məktubun keçidi və birdəfəlik kodla verilib (sübut səviyyəsi L1).',
      recorded: company =>
        `Diqqət: cavab kağızla və ya e-poçtla gəlib və ${company} tərəfindən qeydə alınıb; sistem cavab verəni yoxlamayıb (sübut səviyyəsi L0).`,
      mirror: () => 'Cavab qarşı tərəfin öz uçotundan verilib (sübut səviyyəsi L1).',
    },
    direct: company =>
      `Bu məktub cavab qeydə alınan kimi sistem tərəfindən birbaşa göndərildi; ${company} əməkdaşlarının əlindən keçmədi.`,
    button: 'Cavabın əslini yoxla',
    note: 'Yoxlama səhifəsi hamıya açıqdır; əlavə olunan fayl orada möhürlənmiş faylla tutuşdurula bilər.',
    footer: company => [`Bu məktub ${company} təsdiq məktubunda auditor kimi adınız yazıldığı üçün göndərildi.`],
  },
}
