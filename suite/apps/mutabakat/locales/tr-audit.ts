/** What the audit log calls the deeds of this application, in Turkish. */
export const audit = {
  noun: { letter: 'Mektup', counterparty: 'Cari', import: 'İçe aktarma' },
  action: {
    letter: {
      created: 'Taslak yazıldı',
      sent: 'Mektup gönderildi',
      approved: 'Mutabık kalındı',
      rejected: 'Mutabık kalınmadı',
      cancelled: 'Mektup iptal edildi',
    },
    counterparty: { created: 'Cari eklendi', changed: 'Cari değişti' },
    import: { started: 'İçe aktarma başladı' },
  },
} as const
