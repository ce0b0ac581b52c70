/** The sentences of a letter in Azerbaijani. */
import type { LetterWords } from './letter-words.ts'

export const azerbaijani: LetterWords = {
  salutation: title => `Hörmətli ${title}`,
  within: days => `${days} gün ərzində`,
  by: day => `${day} tarixinədək`,
  request_blank: until => `Cavabınızı ${until} bildirməyinizi xahiş edirik.`,
  closing: 'Hörmətlə,',
  notes_label: 'Qeydlər',
  errors: 'Səhv və unudulma istisna olmaqla.',
  nature: 'Bu məktub ödəniş tələbi və ya borcdan azadetmə deyil.',
  account: {
    heading: 'CARİ HESAB ÜZRƏ ÜZLƏŞMƏ MƏKTUBU',
    heading_dues: 'ÖDƏNİŞ TARİXLƏRİ ÜZRƏ ÜZLƏŞMƏ MƏKTUBU',
    balance: (day, money, words, side) =>
      `Şirkətimizin uçotunda cari hesabınız ${day} tarixinə ${money} (${words}) məbləğində ${side} qalığı göstərir.`,
    side: { B: 'DEBET', A: 'KREDİT' },
    meaning: {
      B: 'DEBET: şirkətinizin bizə borclu olduğunu göstərir (siz bizə borclusunuz).',
      A: 'KREDİT: şirkətimizin sizə borclu olduğunu göstərir (biz sizə borcluyuq).',
    },
    zero: (day, money) =>
      `Şirkətimizin uçotunda cari hesabınız ${day} tarixinə qalıq göstərmir (${money}); qarşılıqlı borc yoxdur.`,
    blank: day => `Şirkətimizin ${day} tarixinə uçotunuzdakı qalığını aşağıda yazaraq bildirməyinizi xahiş edirik.`,
    dues: 'Qalığın ödəniş tarixləri üzrə bölgüsü cədvəldədir.',
    request: until => `Qalıqla razı olub-olmadığınızı ${until} bildirməyinizi xahiş edirik.`,
    negative: until => `Yalnız qalıqla razı deyilsinizsə, bunu ${until} bildirməyinizi xahiş edirik.`,
    statement: 'Razı olmadığınız halda hesabdan çıxarışınızı göndərməyinizi xahiş edirik.',
    contract:
      'Aramızdakı yazılı cari hesab müqaviləsinə və Türkiyə Ticarət Məcəlləsinin 94-cü maddəsinə əsasən, bu qalığa alındığı tarixdən bir ay ərzində notarius vasitəsilə, sifarişli məktubla, teleqramla və ya təhlükəsiz elektron imzalı yazı ilə etiraz edilmədikdə qalıq qəbul edilmiş sayılır.',
  },
  babs: {
    heading: form => `${form} ÜZRƏ ÜZLƏŞMƏ MƏKTUBU`,
    form: { ba: 'Form BA (alış)', bs: 'Form BS (satış)' },
    told: {
      bs: (month, count, money, words) =>
        `${month} dövrü üzrə Form BS (satış) bəyannaməmizdə şirkətinizə verilmiş sənədlər: ${count} ədəd, ƏDV-siz cəmi ${money} (${words}).`,
      ba: (month, count, money, words) =>
        `${month} dövrü üzrə Form BA (alış) bəyannaməmizdə şirkətinizdən alınmış sənədlər: ${count} ədəd, ƏDV-siz cəmi ${money} (${words}).`,
    },
    blank: {
      bs: month =>
        `${month} dövrü üzrə Form BA (alış) bəyannamənizdə şirkətimizdən alınmış sənədlərin sayını və ƏDV-siz məbləğini bildirməyinizi xahiş edirik.`,
      ba: month =>
        `${month} dövrü üzrə Form BS (satış) bəyannamənizdə şirkətimizə verilmiş sənədlərin sayını və ƏDV-siz məbləğini bildirməyinizi xahiş edirik.`,
    },
    compared: (ours, theirs) => `Bizim ${ours} bəyannaməmiz sizin həmin aya aid ${theirs} bəyannamənizlə tutuşdurulur.`,
    scope: {
      paper: 'Say və məbləğ yalnız kağız sənədləri əhatə edir; elektron sənədlər daxil deyil.',
      all: 'Say və məbləğ elektron sənədlər də daxil olmaqla bütün sənədləri əhatə edir.',
    },
    request: (theirs, until) => `Bunun ${theirs} uçotunuza uyğun olub-olmadığını ${until} bildirməyinizi xahiş edirik.`,
    negative: (theirs, until) => `Yalnız bu, ${theirs} uçotunuza uyğun deyilsə, ${until} bildirməyinizi xahiş edirik.`,
    list: 'Razı olmadığınız halda sənədlərinizin siyahısını göndərməyinizi xahiş edirik.',
  },
  teyit: {
    heading: 'AUDİT ÜÇÜN QALIĞIN TƏSDİQİ MƏKTUBU',
    audit: firm =>
      `Şirkətimizin maliyyə hesabatlarının auditini ${firm} aparır. Audit çərçivəsində aşağıdakı qalığı təsdiq etməyinizi xahiş edirik.`,
    request: until => `Qalığın uçotunuza uyğun olub-olmadığını ${until} bildirməyinizi xahiş edirik.`,
    negative: until => `Yalnız qalıq uçotunuza uyğun deyilsə, bunu ${until} bildirməyinizi xahiş edirik.`,
    copy: who =>
      `Məktuba keçidi ilə cavab verdikdə möhürlü cavabınız birbaşa auditorumuza da göndərilir. Kağızla cavab verirsinizsə, bir nüsxəsini birbaşa auditorumuza göndərin: ${who}.`,
    reference: reference => `Auditorun iş nömrəsi: ${reference}`,
    statement: 'Qalıq uçotunuza uyğun deyilsə, hesabdan çıxarışınızı göndərməyinizi xahiş edirik.',
    purpose: 'Bu məktub yalnız audit məqsədilə göndərilib; ödəniş tələbi və ya borcdan azadetmə deyil.',
  },
}
