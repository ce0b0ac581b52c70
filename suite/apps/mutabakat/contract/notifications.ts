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
]
