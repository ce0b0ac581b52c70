/** What the audit log calls the deeds of this application, in Azerbaijani. */
import type { Shape } from '#platform/contract'
import type { audit as tr } from './tr-audit.ts'

export const audit = {
  noun: { letter: 'Məktub', counterparty: 'Kontragent', import: 'İdxal' },
  action: {
    letter: {
      created: 'Qaralama yazıldı',
      sent: 'Məktub göndərildi',
      approved: 'Razılaşıldı',
      rejected: 'Razılaşılmadı',
      cancelled: 'Məktub ləğv edildi',
    },
    counterparty: { created: 'Kontragent əlavə edildi', changed: 'Kontragent dəyişdi' },
    import: { started: 'İdxal başladı' },
  },
} as const satisfies Shape<typeof tr>
