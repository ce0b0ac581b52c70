/** What the audit log calls the deeds of this application, in English. */
import type { Shape } from '#platform/contract'
import type { audit as tr } from './tr-audit.ts'

export const audit = {
  noun: { letter: 'Letter', counterparty: 'Counterparty', import: 'Import' },
  action: {
    letter: {
      created: 'Draft written',
      sent: 'Letter sent',
      approved: 'Balance agreed',
      rejected: 'Balance not agreed',
      cancelled: 'Letter cancelled',
    },
    counterparty: { created: 'Counterparty added', changed: 'Counterparty changed' },
    import: { started: 'Import started' },
  },
} as const satisfies Shape<typeof tr>
