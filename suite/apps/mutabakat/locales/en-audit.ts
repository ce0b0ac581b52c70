/** What the audit log calls the deeds of this application, in English. */
import type { Shape } from '#platform/contract'
import { callsAudit, reachAudit } from './en-calls.ts'
import { life } from './en-life.ts'
import { mirrorAudit } from './en-mirror.ts'
import { reach } from './en-reach.ts'
import type { audit as tr } from './tr-audit.ts'

export const audit = {
  noun: {
    certificate: 'Signing certificate',
    document: 'Paper',
    export: 'Export',
    package: 'Auditor package',
    ...life.audit.noun,
    ...reach.audit_noun,
    ...mirrorAudit.noun,
    letter: 'Letter',
    counterparty: 'Counterparty',
    import: 'Import',
    import_template: 'Import template',
  },
  action: {
    call: callsAudit,
    link: mirrorAudit.link,
    incoming: mirrorAudit.incoming,
    certificate: { activated: 'Certificate activated', retired: 'Certificate retired' },
    document: { signed: 'Signed PDF added', broken: 'Kept paper has changed' },
    export: { written: 'Exported', printed: 'Print file made' },
    package: { written: 'Auditor package made' },
    letter: {
      ...life.audit.letter,
      ...reach.audit.letter,
      ...reachAudit,
      created: 'Draft written',
      sent: 'Letter sent',
      approved: 'Balance agreed',
      rejected: 'Balance not agreed',
      cancelled: 'Letter cancelled',
    },
    period: life.audit.period,
    template: reach.audit.template,
    delivery: reach.audit.delivery,
    batch: life.audit.batch,
    mutabakat: life.audit.mutabakat,
    counterparty: {
      created: 'Counterparty added',
      changed: 'Counterparty changed',
      deleted: 'Counterparty deleted',
      assigned: 'Counterparties handed over',
    },
    contact: { added: 'Contact added', changed: 'Contact changed', removed: 'Contact removed' },
    statement: { uploaded: 'Statement uploaded' },
    match: { confirmed: 'Pairs confirmed', refused: 'Pairs refused', made: 'Lines paired by hand' },
    difference: { agreed: 'Difference agreed on' },
    import: {
      started: 'Import started',
      uploaded: 'File uploaded',
      discarded: 'File thrown away',
      row_repaired: 'Wrong row repaired',
      row_skipped: 'Wrong row skipped',
    },
    import_template: { saved: 'Template saved', renamed: 'Template renamed', deleted: 'Template deleted' },
  },
} as const satisfies Shape<typeof tr>
