/** What letters, mails and SMS say where a company has no words of its own. Informational: no advertisement in any. */
import type { Locale } from '#platform/contract'
import type { TemplateKind, TemplateParts } from '../contract/index.ts'

type Defaults = Readonly<Record<TemplateKind, TemplateParts>>

/** An empty part prints nothing. */
const NO_LETTER_WORDS = { intro: '', notes: '' } as const

const turkish: Defaults = {
  letter: NO_LETTER_WORDS,
  mail: {
    subject: '{firma}: cari hesap mutabakatı ({no})',
    intro: '{firma}, {unvan} ile olan cari hesabı için mutabakat rica ediyor.',
  },
  reminder: {
    subject: 'Hatırlatma: {firma} cari hesap mutabakatı ({no})',
    intro: '{firma} firmasının {no} sayılı mutabakat mektubuna henüz yanıtınızı alamadık.',
  },
  sms: { text: '{firma}: {tarih} tarihli cari hesap mutabakat mektubunuz ({no}). Yanıt için: {link}' },
  sms_reminder: {
    text: '{firma}: {no} sayılı mutabakat mektubu {son_gun} tarihine kadar yanıtınızı bekliyor: {link}',
  },
  babs_letter: NO_LETTER_WORDS,
  babs_mail: {
    subject: '{firma}: {donem} Form {form} mutabakatı ({no})',
    intro: '{firma}, {donem} dönemine ait Form {form} bildirimi için {unvan} ile mutabakat rica ediyor.',
  },
  babs_reminder: {
    subject: 'Hatırlatma: {firma} {donem} Form {form} mutabakatı ({no})',
    intro: '{firma} firmasının {no} sayılı Form {form} mutabakat mektubuna henüz yanıtınızı alamadık.',
  },
  babs_sms: { text: '{firma}: {donem} Form {form} mutabakat mektubunuz ({no}). Yanıt için: {link}' },
  babs_sms_reminder: {
    text: '{firma}: {donem} Form {form} mektubu ({no}) {son_gun} tarihine kadar yanıtınızı bekliyor: {link}',
  },
  teyit_letter: NO_LETTER_WORDS,
  teyit_mail: {
    subject: '{firma}: bağımsız denetim için bakiye teyidi ({no})',
    intro: '{firma}, denetçisi {denetci} için {unvan} ile olan hesabının bakiyesini teyit etmenizi rica ediyor.',
  },
  teyit_reminder: {
    subject: 'Hatırlatma: {firma} bakiye teyidi ({no})',
    intro:
      '{firma} firmasının denetçisi {denetci} için gönderdiği {no} sayılı teyit mektubuna henüz yanıtınızı alamadık.',
  },
  teyit_sms: { text: '{firma}: denetim için {tarih} tarihli bakiye teyit mektubunuz ({no}). Yanıt için: {link}' },
  teyit_sms_reminder: {
    text: '{firma}: {no} sayılı bakiye teyit mektubu {son_gun} tarihine kadar yanıtınızı bekliyor: {link}',
  },
}

const english: Defaults = {
  letter: NO_LETTER_WORDS,
  mail: {
    subject: '{firma}: account reconciliation ({no})',
    intro: '{firma} asks {unvan} to reconcile the current account between the two companies.',
  },
  reminder: {
    subject: 'Reminder: {firma} account reconciliation ({no})',
    intro: 'We have not had your answer to reconciliation letter {no} from {firma} yet.',
  },
  sms: { text: '{firma}: reconciliation letter of {tarih} ({no}). To answer: {link}' },
  sms_reminder: { text: '{firma}: reconciliation letter {no} awaits your answer until {son_gun}: {link}' },
  babs_letter: NO_LETTER_WORDS,
  babs_mail: {
    subject: '{firma}: reconciliation of Form {form} for {donem} ({no})',
    intro: '{firma} asks {unvan} to reconcile its Form {form} declaration for {donem}.',
  },
  babs_reminder: {
    subject: 'Reminder: {firma} Form {form} for {donem} ({no})',
    intro: 'We have not had your answer to letter {no} from {firma} on its Form {form} yet.',
  },
  babs_sms: { text: '{firma}: reconciliation of Form {form} for {donem} ({no}). To answer: {link}' },
  babs_sms_reminder: {
    text: '{firma}: letter {no} on Form {form} for {donem} awaits your answer until {son_gun}: {link}',
  },
  teyit_letter: NO_LETTER_WORDS,
  teyit_mail: {
    subject: '{firma}: confirmation of balance for audit ({no})',
    intro:
      '{firma} asks {unvan} to confirm the balance of the account between the two companies for its auditor, {denetci}.',
  },
  teyit_reminder: {
    subject: 'Reminder: {firma} confirmation of balance ({no})',
    intro: 'We have not had your answer to confirmation letter {no} from {firma}, sent for its auditor {denetci}, yet.',
  },
  teyit_sms: { text: '{firma}: confirmation of balance of {tarih} for audit ({no}). To answer: {link}' },
  teyit_sms_reminder: { text: '{firma}: confirmation letter {no} awaits your answer until {son_gun}: {link}' },
}

const azerbaijani: Defaults = {
  letter: NO_LETTER_WORDS,
  mail: {
    subject: '{firma}: cari hesab üzrə üzləşmə ({no})',
    intro: '{firma} sizdən {unvan} ilə cari hesab üzrə üzləşməni xahiş edir.',
  },
  reminder: {
    subject: 'Xatırlatma: {firma} cari hesab üzrə üzləşmə ({no})',
    intro: '{firma} şirkətinin {no} nömrəli üzləşmə məktubuna cavabınızı hələ almamışıq.',
  },
  sms: { text: '{firma}: {tarih} tarixli üzləşmə məktubunuz ({no}). Cavab üçün: {link}' },
  sms_reminder: { text: '{firma}: {no} nömrəli üzləşmə məktubu {son_gun} tarixinədək cavabınızı gözləyir: {link}' },
  babs_letter: NO_LETTER_WORDS,
  babs_mail: {
    subject: '{firma}: {donem} dövrü üçün Form {form} üzləşməsi ({no})',
    intro: '{firma} {donem} dövrünə aid Form {form} bəyannaməsi üzrə {unvan} ilə üzləşməni xahiş edir.',
  },
  babs_reminder: {
    subject: 'Xatırlatma: {firma} {donem} Form {form} üzləşməsi ({no})',
    intro: '{firma} şirkətinin Form {form} üzrə {no} nömrəli məktubuna cavabınızı hələ almamışıq.',
  },
  babs_sms: { text: '{firma}: {donem} dövrü üçün Form {form} üzləşmə məktubunuz ({no}). Cavab üçün: {link}' },
  babs_sms_reminder: {
    text: '{firma}: {donem} Form {form} məktubu ({no}) {son_gun} tarixinədək cavabınızı gözləyir: {link}',
  },
  teyit_letter: NO_LETTER_WORDS,
  teyit_mail: {
    subject: '{firma}: audit üçün qalığın təsdiqi ({no})',
    intro: '{firma} auditoru {denetci} üçün {unvan} ilə hesabın qalığını təsdiq etməyinizi xahiş edir.',
  },
  teyit_reminder: {
    subject: 'Xatırlatma: {firma} qalığın təsdiqi ({no})',
    intro:
      '{firma} şirkətinin auditoru {denetci} üçün göndərdiyi {no} nömrəli təsdiq məktubuna cavabınızı hələ almamışıq.',
  },
  teyit_sms: { text: '{firma}: audit üçün {tarih} tarixli qalıq təsdiqi məktubunuz ({no}). Cavab üçün: {link}' },
  teyit_sms_reminder: {
    text: '{firma}: {no} nömrəli qalıq təsdiqi məktubu {son_gun} tarixinədək cavabınızı gözləyir: {link}',
  },
}

export const DEFAULT_WORDING: Readonly<Record<Locale, Defaults>> = { tr: turkish, en: english, az: azerbaijani }
