/** The sentences of a letter in Turkish. */
import type { LetterWords } from './letter-words.ts'

export const turkish: LetterWords = {
  salutation: title => `Sayın ${title}`,
  within: days => `${days} gün içinde`,
  by: day => `${day} tarihine kadar`,
  request_blank: until => `Yanıtınızı ${until} bildirmenizi rica ederiz.`,
  closing: 'Saygılarımızla,',
  notes_label: 'Notlar',
  errors: 'Hata ve unutma müstesnadır.',
  nature: 'Bu yazı ödeme talebi veya ibra niteliğinde değildir.',
  account: {
    heading: 'CARİ HESAP MUTABAKAT MEKTUBU',
    heading_dues: 'VADELİ CARİ HESAP MUTABAKAT MEKTUBU',
    balance: (day, money, words, side) =>
      `Şirketimiz nezdindeki cari hesabınız ${day} tarihi itibarıyla ${money} (${words}) ${side} bakiyesi vermektedir.`,
    side: { B: 'BORÇ', A: 'ALACAK' },
    meaning: {
      B: 'BORÇ: tarafınızın şirketimize borçlu olduğunu gösterir (siz bize borçlusunuz).',
      A: 'ALACAK: şirketimizin tarafınıza borçlu olduğunu gösterir (biz size borçluyuz).',
    },
    zero: (day, money) =>
      `Şirketimiz nezdindeki cari hesabınız ${day} tarihi itibarıyla bakiye vermemektedir (${money}); karşılıklı borç ve alacak yoktur.`,
    blank: day =>
      `Şirketimizin ${day} tarihi itibarıyla kayıtlarınızdaki bakiyesini aşağıya yazarak bildirmenizi rica ederiz.`,
    dues: 'Bakiyenin vadelere göre dağılımı tablodadır.',
    request: until => `Bakiyede mutabık olup olmadığınızı ${until} bildirmenizi rica ederiz.`,
    negative: until => `Yalnızca bakiyede mutabık değilseniz bunu ${until} bildirmenizi rica ederiz.`,
    statement: 'Mutabık olmadığınız takdirde hesap ekstrenizi göndermenizi rica ederiz.',
    contract:
      'Aramızdaki yazılı cari hesap sözleşmesi gereği, Türk Ticaret Kanunu m. 94 uyarınca bu bakiyeye alındığı tarihten itibaren bir ay içinde noter aracılığıyla, taahhütlü mektupla, telgrafla veya güvenli elektronik imza içeren bir yazıyla itiraz edilmediği takdirde bakiye kabul edilmiş sayılır.',
  },
  babs: {
    heading: form => `${form} MUTABAKAT MEKTUBU`,
    form: { ba: 'Form BA (alış)', bs: 'Form BS (satış)' },
    told: {
      bs: (month, count, money, words) =>
        `${month} dönemine ait Form BS (satış) bildirimimizde firmanıza düzenlenen ${count} adet belge, KDV hariç ${money}’dir (${words}).`,
      ba: (month, count, money, words) =>
        `${month} dönemine ait Form BA (alış) bildirimimizde firmanızdan alınan ${count} adet belge, KDV hariç ${money}’dir (${words}).`,
    },
    blank: {
      bs: month =>
        `${month} dönemine ait Form BA (alış) bildiriminizde firmamızdan alınan belgelerin sayısını ve KDV hariç tutarını bildirmenizi rica ederiz.`,
      ba: month =>
        `${month} dönemine ait Form BS (satış) bildiriminizde firmamıza düzenlenen belgelerin sayısını ve KDV hariç tutarını bildirmenizi rica ederiz.`,
    },
    compared: (ours, theirs) =>
      `Bizim ${ours} bildirimimiz, sizin aynı döneme ait ${theirs} bildiriminizle karşılaştırılır.`,
    scope: {
      paper: 'Belge sayısı ve tutar yalnızca kâğıt belgeleri kapsar; elektronik belgeler dâhil değildir.',
      all: 'Belge sayısı ve tutar, elektronik belgeler de dâhil olmak üzere bütün belgeleri kapsar.',
    },
    request: (theirs, until) => `${theirs} kayıtlarınızla mutabık olup olmadığınızı ${until} bildirmenizi rica ederiz.`,
    negative: (theirs, until) =>
      `Yalnızca ${theirs} kayıtlarınızla mutabık değilseniz bunu ${until} bildirmenizi rica ederiz.`,
    list: 'Mutabık olmadığınız takdirde belgelerinizin dökümünü göndermenizi rica ederiz.',
  },
  teyit: {
    heading: 'BAKİYE TEYİT MEKTUBU (BAĞIMSIZ DENETİM)',
    audit: firm =>
      `Şirketimizin finansal tabloları ${firm} tarafından denetlenmektedir. Denetim çalışmaları kapsamında, aşağıdaki bakiyenin teyidini rica ederiz.`,
    request: until => `Bakiyenin kayıtlarınızla uyumlu olup olmadığını ${until} bildirmenizi rica ederiz.`,
    negative: until => `Yalnızca bakiye kayıtlarınızla uyumlu değilse bunu ${until} bildirmenizi rica ederiz.`,
    copy: who =>
      `Mektubu bağlantısından yanıtladığınızda mühürlü yanıtınız denetçimize de doğrudan iletilir. Kâğıtla yanıtlıyorsanız bir örneğini lütfen doğrudan denetçimize gönderin: ${who}.`,
    reference: reference => `Denetçinin dosya numarası: ${reference}`,
    statement: 'Bakiye kayıtlarınızla uyumlu değilse hesap ekstrenizi göndermenizi rica ederiz.',
    purpose: 'Bu yazı yalnızca denetim amacıyla gönderilmiştir; ödeme talebi veya ibra niteliğinde değildir.',
  },
}
