/** What letters, mails and SMS say where a company has no words of its own. Informational: no advertisement in any. */
import type { Locale } from '#platform/contract'
import type { TemplateKind, TemplateParts } from '../contract/index.ts'

/** An empty part prints nothing. */
export const DEFAULT_WORDING: Readonly<Record<Locale, Readonly<Record<TemplateKind, TemplateParts>>>> = {
  tr: {
    letter: { intro: '', notes: '' },
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
  },
  en: {
    letter: { intro: '', notes: '' },
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
  },
  az: {
    letter: { intro: '', notes: '' },
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
  },
}
