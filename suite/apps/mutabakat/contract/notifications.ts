/** What people may be told about by E-Mutabakat; the sentences themselves stand in the catalogue (`notifications.{kind}`). */
import { defineNotification } from '#platform/contract'

export const mutabakatNotifications = [
  defineNotification('mutabakat_viewed', {
    title: { tr: 'Gönderdiğim mektup açıldı', en: 'A letter I sent was opened', az: 'Göndərdiyim məktub açıldı' },
    ways: { push: false },
  }),
  defineNotification('mutabakat_approved', {
    title: { tr: 'Bir mektup onaylandı', en: 'A letter was approved', az: 'Məktub təsdiqləndi' },
  }),
  defineNotification('mutabakat_rejected', {
    title: { tr: 'Bir mektup reddedildi', en: 'A letter was rejected', az: 'Məktub rədd edildi' },
    ways: { mail: true },
  }),
  defineNotification('mutabakat_assigned', {
    title: { tr: 'Bana cari devredildi', en: 'Counterparties were handed to me', az: 'Mənə kontragent həvalə edildi' },
  }),
  defineNotification('mutabakat_approval_asked', {
    title: { tr: 'Bir mektup onayımı bekliyor', en: 'A letter waits for my approval', az: 'Məktub təsdiqimi gözləyir' },
  }),
  defineNotification('mutabakat_approval_given', {
    title: {
      tr: 'Mektubum gönderim için onaylandı',
      en: 'My letter may go out',
      az: 'Məktubumun göndərilməsi təsdiqləndi',
    },
  }),
  defineNotification('mutabakat_sent_back', {
    title: {
      tr: 'Mektubum düzeltme için geri geldi',
      en: 'My letter was sent back',
      az: 'Məktubum düzəliş üçün qaytarıldı',
    },
  }),
  defineNotification('mutabakat_expired', {
    title: { tr: 'Bir mektup yanıtsız kaldı', en: 'A letter got no answer', az: 'Məktub cavabsız qaldı' },
  }),
  defineNotification('mutabakat_cancelled', {
    title: {
      tr: 'Gönderdiğim mektup geri çekildi',
      en: 'A letter I sent was withdrawn',
      az: 'Göndərdiyim məktub geri götürüldü',
    },
    ways: { push: false },
  }),
  defineNotification('mutabakat_certificate_ends', {
    title: { tr: 'İmza sertifikası bitiyor', en: 'The signing certificate ends', az: 'İmza sertifikatı bitir' },
    ways: { mail: true },
  }),
  defineNotification('mutabakat_papers_broken', {
    title: { tr: 'Saklanan belgeler değişmiş', en: 'Kept papers have changed', az: 'Saxlanan sənədlər dəyişib' },
    ways: { mail: true },
  }),
  defineNotification('mutabakat_passed_on', {
    title: { tr: 'Mektubum başkasına iletildi', en: 'My letter was passed on', az: 'Məktubum başqasına ötürüldü' },
  }),
  defineNotification('mutabakat_asked_time', {
    title: { tr: 'Mektubum için süre istendi', en: 'Time was asked for', az: 'Məktubum üçün vaxt istənildi' },
  }),
  defineNotification('mutabakat_statement', {
    title: { tr: 'Mektubuma ekstre geldi', en: 'A statement came for my letter', az: 'Məktubuma çıxarış gəldi' },
  }),
  defineNotification('mutabakat_undelivered', {
    title: {
      tr: 'Gönderdiğim mektup geri döndü',
      en: 'A letter I sent came back',
      az: 'Göndərdiyim məktub geri qayıtdı',
    },
    ways: { mail: true },
  }),
  defineNotification('mutabakat_auditor_undelivered', {
    title: {
      tr: 'Denetçiye giden yanıt geri döndü',
      en: 'An answer to an auditor came back',
      az: 'Auditora gedən cavab geri qayıtdı',
    },
    ways: { mail: true },
  }),
  defineNotification('mutabakat_digest', {
    title: { tr: 'Günlük özetim', en: 'My day in short', az: 'Günlük xülasəm' },
    ways: { push: false, mail: true },
  }),
  defineNotification('mutabakat_babs_deadline', {
    title: {
      tr: 'BA/BS bildirim günü yaklaşıyor',
      en: 'The day of BA/BS forms comes near',
      az: 'BA/BS bildiriş günü yaxınlaşır',
    },
    ways: { mail: true },
  }),
  defineNotification('mutabakat_incoming', {
    title: {
      tr: 'Bağlı bir şirketten mektup geldi',
      en: 'A linked company sent a letter',
      az: 'Əlaqəli şirkətdən məktub gəldi',
    },
    ways: { mail: true },
  }),
  defineNotification('mutabakat_link_asked', {
    title: {
      tr: 'Bir şirket bağlantı istedi',
      en: 'A company asks to be linked',
      az: 'Bir şirkət əlaqə qurmaq istədi',
    },
    ways: { mail: true },
  }),
  defineNotification('mutabakat_link_made', {
    title: { tr: 'Şirket bağlantısı kuruldu', en: 'A company was linked', az: 'Şirkətlə əlaqə quruldu' },
  }),
  defineNotification('mutabakat_link_ended', {
    title: { tr: 'Şirket bağlantısı sona erdi', en: 'A link with a company ended', az: 'Şirkətlə əlaqə bitdi' },
  }),
]
