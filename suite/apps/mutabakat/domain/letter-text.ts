/** The words of a reconciliation letter in the three languages: what paper, mail and portal say alike. */
import type { Locale, Money } from '#platform/contract'
import { amountInWords } from './amount-in-words.ts'
import { type Day, formatDay } from './calendar-day.ts'
import { formatMoney } from './money-text.ts'
import type { Side } from './side.ts'

export type LetterFacts = {
  /** The counterparty's title. */
  title: string
  tax_office: string | null
  tax_number: string | null
  balance: Money & { side: Side; date: Day }
  reply_days: number
  /** A written current-account contract exists: only then the notice of TTK 94 may stand on the letter. */
  contract_notice: boolean
  /** The balance is asked for and not told. */
  blank?: boolean
  /** The company's own, after ours. */
  own_notes?: readonly string[]
}

export type LetterText = {
  heading: string
  salutation: string
  /** "(Büyük Mükellefler / 1234567890)", null when neither is known. */
  identity: string | null
  /** The balance, what its side means, the request. */
  paragraphs: string[]
  closing: string
  notes_label: string
  notes: string[]
}

type Wording = {
  heading: string
  salutation: (title: string) => string
  balance: (day: string, money: string, words: string, side: string) => string
  side: Readonly<Record<Side, string>>
  meaning: Readonly<Record<Side, string>>
  zero: (day: string, money: string) => string
  blank: (day: string) => string
  request: (days: number) => string
  closing: string
  notes_label: string
  errors: string
  statement: string
  contract: string
  nature: string
}

const WORDING: Readonly<Record<Locale, Wording>> = {
  tr: {
    heading: 'CARİ HESAP MUTABAKAT MEKTUBU',
    salutation: title => `Sayın ${title}`,
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
    request: days => `Bakiyede mutabık olup olmadığınızı ${days} gün içinde bildirmenizi rica ederiz.`,
    closing: 'Saygılarımızla,',
    notes_label: 'Notlar',
    errors: 'Hata ve unutma müstesnadır.',
    statement: 'Mutabık olmadığınız takdirde hesap ekstrenizi göndermenizi rica ederiz.',
    contract:
      'Aramızdaki yazılı cari hesap sözleşmesi gereği, Türk Ticaret Kanunu m. 94 uyarınca bu bakiyeye alındığı tarihten itibaren bir ay içinde noter aracılığıyla, taahhütlü mektupla, telgrafla veya güvenli elektronik imza içeren bir yazıyla itiraz edilmediği takdirde bakiye kabul edilmiş sayılır.',
    nature: 'Bu yazı ödeme talebi veya ibra niteliğinde değildir.',
  },
  en: {
    heading: 'CURRENT ACCOUNT RECONCILIATION LETTER',
    salutation: title => `Dear ${title},`,
    balance: (day, money, words, side) =>
      `As of ${day}, your current account in our books shows a ${side} balance of ${money} (${words}).`,
    side: { B: 'DEBIT', A: 'CREDIT' },
    meaning: {
      B: 'DEBIT: your company owes our company this amount (you owe us).',
      A: 'CREDIT: our company owes your company this amount (we owe you).',
    },
    zero: (day, money) =>
      `As of ${day}, your current account in our books shows no balance (${money}); nothing is owed either way.`,
    blank: day => `Please state the balance of our account in your books as of ${day} below.`,
    request: days =>
      `Please let us know within ${days} ${days === 1 ? 'day' : 'days'} whether you agree with this balance.`,
    closing: 'Yours faithfully,',
    notes_label: 'Notes',
    errors: 'Errors and omissions excepted.',
    statement: 'If you do not agree, please send us your statement of account.',
    contract:
      'Under the written current-account contract between us and Article 94 of the Turkish Commercial Code, this balance is deemed accepted unless it is objected to within one month of receipt through a notary, by registered letter, by telegram or in writing with a secure electronic signature.',
    nature: 'This letter is neither a request for payment nor a release.',
  },
  az: {
    heading: 'CARİ HESAB ÜZRƏ ÜZLƏŞMƏ MƏKTUBU',
    salutation: title => `Hörmətli ${title}`,
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
    request: days => `Qalıqla razı olub-olmadığınızı ${days} gün ərzində bildirməyinizi xahiş edirik.`,
    closing: 'Hörmətlə,',
    notes_label: 'Qeydlər',
    errors: 'Səhv və unudulma istisna olmaqla.',
    statement: 'Razı olmadığınız halda hesabdan çıxarışınızı göndərməyinizi xahiş edirik.',
    contract:
      'Aramızdakı yazılı cari hesab müqaviləsinə və Türkiyə Ticarət Məcəlləsinin 94-cü maddəsinə əsasən, bu qalığa alındığı tarixdən bir ay ərzində notarius vasitəsilə, sifarişli məktubla, teleqramla və ya təhlükəsiz elektron imzalı yazı ilə etiraz edilmədikdə qalıq qəbul edilmiş sayılır.',
    nature: 'Bu məktub ödəniş tələbi və ya borcdan azadetmə deyil.',
  },
}

/** Everything the letter says, ready to be set. Notes are unnumbered; the one on TTK 94 comes third, only with a contract. */
export const letterText = (facts: LetterFacts, locale: Locale): LetterText => {
  const words = WORDING[locale]
  const { balance } = facts
  const day = formatDay(balance.date, locale)
  const money = formatMoney(balance, locale)
  const about = facts.blank
    ? [words.blank(day)]
    : balance.minor === 0n
      ? [words.zero(day, money)]
      : [
          words.balance(day, money, amountInWords(balance, locale), words.side[balance.side]),
          words.meaning[balance.side],
        ]
  const identity = [facts.tax_office, facts.tax_number].filter(part => part !== null && part !== '').join(' / ')
  return {
    heading: words.heading,
    salutation: words.salutation(facts.title),
    identity: identity ? `(${identity})` : null,
    paragraphs: [...about, words.request(facts.reply_days)],
    closing: words.closing,
    notes_label: words.notes_label,
    notes: [
      words.errors,
      words.statement,
      ...(facts.contract_notice ? [words.contract] : []),
      words.nature,
      ...(facts.own_notes ?? []),
    ],
  }
}
