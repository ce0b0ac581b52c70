/** What the application's mails say, in the three languages. Informational only: a reconciliation mail carries no advertisement. */
import type { Locale } from '#platform/contract'

type Words = {
  letter: {
    heading: { account: string; teyit: string; babs: (form: string, month: string) => string }
    greeting: (name: string) => string
    balance: (day: string, money: string, side: string) => string
    zero: (day: string, money: string) => string
    blank: (day: string) => string
    dues: string
    /** A copy of the answer also goes to the auditor. */
    auditor: (firm: string) => string
    attached: string
    button: string
    note: string
    footer: (company: string, no: string) => readonly string[]
  }
  code: {
    subject: (no: string) => string
    heading: string
    asked: (company: string, no: string) => string
    lasts: (minutes: number) => string
    footer: readonly string[]
  }
}

export const MAIL_WORDING: Readonly<Record<Locale, Words>> = {
  tr: {
    letter: {
      heading: {
        account: 'Cari hesap mutabakatı',
        teyit: 'Bağımsız denetim için bakiye teyidi',
        babs: (form, month) => `Form ${form} mutabakatı, ${month}`,
      },
      greeting: name => `Sayın ${name},`,
      balance: (day, money, side) => `${day} itibarıyla bakiye ${money}: ${side}.`,
      zero: (day, money) => `${day} itibarıyla bakiye ${money}: karşılıklı borç ve alacak görünmüyor.`,
      blank: day => `${day} itibarıyla kayıtlarınızdaki bakiyeyi bildirmenizi rica ederiz.`,
      dues: 'Bakiyenin vadelere göre dağılımı mektupta ve yanıt sayfasındadır.',
      auditor: firm => `Yanıtınızın mühürlü bir örneği, teyidi isteyen denetçiye (${firm}) de doğrudan iletilir.`,
      attached: 'Elektronik mühürlü mektup ektedir.',
      button: 'Mektubu görüntüle ve yanıtla',
      note: 'Düğme çalışmazsa bu adresi tarayıcınıza yapıştırın. Bağlantıyı açmak yanıt sayılmaz; yanıt vermek için bu e-posta adresine gönderilecek kod istenir.',
      footer: (company, no) => [
        `Bu ileti ${company} adına ${no} sayılı mutabakat mektubu için gönderildi.`,
        'Ödeme talebi değildir. Size ait olmadığını düşünüyorsanız göndereni bilgilendirin.',
      ],
    },
    code: {
      subject: no => `Doğrulama kodunuz (${no})`,
      heading: 'Doğrulama kodu',
      asked: (company, no) => `${company} firmasının ${no} sayılı mutabakat mektubunu açmak için istenen kod:`,
      lasts: minutes => `Kod ${minutes} dakika geçerlidir ve bir kez kullanılır.`,
      footer: ['Kodu kimseyle paylaşmayın. Siz istemediyseniz bu iletiyi yok sayın; kod olmadan mektup açılamaz.'],
    },
  },
  en: {
    letter: {
      heading: {
        account: 'Account reconciliation',
        teyit: 'Confirmation of balance for audit',
        babs: (form, month) => `Reconciliation of Form ${form}, ${month}`,
      },
      greeting: name => `Dear ${name},`,
      balance: (day, money, side) => `The balance as of ${day} is ${money}: ${side}.`,
      zero: (day, money) => `The balance as of ${day} is ${money}: nothing is owed either way.`,
      blank: day => `Please tell us the balance in your books as of ${day}.`,
      dues: 'The letter and the page where you answer show the balance by due date.',
      auditor: firm => `A sealed copy of your answer also goes straight to the auditor who asks for it (${firm}).`,
      attached: 'The electronically sealed letter is attached.',
      button: 'View the letter and answer',
      note: 'If the button does not work, paste this address into your browser. Opening the link is not an answer; to answer you will be asked for a code sent to this address.',
      footer: (company, no) => [
        `This message was sent on behalf of ${company} about reconciliation letter ${no}.`,
        'It is not a request for payment. If it is not meant for you, please tell the sender.',
      ],
    },
    code: {
      subject: no => `Your verification code (${no})`,
      heading: 'Verification code',
      asked: (company, no) => `The code asked for to open reconciliation letter ${no} from ${company}:`,
      lasts: minutes => `The code is valid for ${minutes} minutes and can be used once.`,
      footer: [
        'Share this code with nobody. If you did not ask for it, ignore this message: without it the letter stays closed.',
      ],
    },
  },
  az: {
    letter: {
      heading: {
        account: 'Cari hesab üzrə üzləşmə',
        teyit: 'Audit üçün qalığın təsdiqi',
        babs: (form, month) => `Form ${form} üzləşməsi, ${month}`,
      },
      greeting: name => `Hörmətli ${name},`,
      balance: (day, money, side) => `${day} tarixinə qalıq ${money}: ${side}.`,
      zero: (day, money) => `${day} tarixinə qalıq ${money}: qarşılıqlı borc yoxdur.`,
      blank: day => `${day} tarixinə uçotunuzdakı qalığı bildirməyinizi xahiş edirik.`,
      dues: 'Qalığın ödəniş tarixləri üzrə bölgüsü məktubda və cavab səhifəsindədir.',
      auditor: firm => `Cavabınızın möhürlü nüsxəsi təsdiqi istəyən auditora (${firm}) da birbaşa göndərilir.`,
      attached: 'Elektron möhürlü məktub əlavə olunub.',
      button: 'Məktuba baxın və cavab verin',
      note: 'Düymə işləmirsə, bu ünvanı brauzerinizə yapışdırın. Keçidi açmaq cavab sayılmır; cavab vermək üçün bu e-poçt ünvanına göndərilən kod istənilir.',
      footer: (company, no) => [
        `Bu məktub ${company} adından ${no} nömrəli üzləşmə məktubu üçün göndərilib.`,
        'Ödəniş tələbi deyil. Sizə aid olmadığını düşünürsünüzsə, göndərənə bildirin.',
      ],
    },
    code: {
      subject: no => `Təsdiq kodunuz (${no})`,
      heading: 'Təsdiq kodu',
      asked: (company, no) => `${company} şirkətinin ${no} nömrəli üzləşmə məktubunu açmaq üçün istənilən kod:`,
      lasts: minutes => `Kod ${minutes} dəqiqə etibarlıdır və bir dəfə istifadə olunur.`,
      footer: [
        'Kodu heç kimlə bölüşməyin. Siz istəməmisinizsə, bu məktubu nəzərə almayın: kodsuz üzləşmə məktubu açılmır.',
      ],
    },
  },
}
