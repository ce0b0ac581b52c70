/** What every signed-in page may say of E-Mutabakat: its name, menu, commands, events and tasks, in English. ICU messages. */

import type { Shape } from '#platform/contract'
import { news } from './en-news.ts'
import type { shell as turkish } from './tr-shell.ts'

export const shell = {
  name: 'Reconciliation',
  nav: {
    dashboard: 'Overview',
    letters: 'Letters',
    incoming: 'Incoming',
    calls: 'Calls',
    periods: 'Periods',
    babs: 'BA/BS',
    counterparties: 'Counterparties',
    imports: 'Import from Excel',
    reports: 'Reports',
    setup: 'Settings',
    board: 'All my companies',
  },
  commands: {
    calls: 'Go to calls',
    new_letter: 'New reconciliation letter',
    import: 'Import balances from Excel',
    letters: 'Go to letters',
    counterparties: 'Go to counterparties',
    babs: 'Go to BA/BS',
    reports: 'Go to reports',
    setup: 'Reconciliation settings',
    waiting: 'Waiting for an answer',
    rejected: 'Not agreed',
    board: 'All my companies',
  },
  events: {
    ...news.events,
    mutabakat_created: '{no}: draft for {counterparty}',
    mutabakat_batch_created: '{count, plural, one {# draft was imported} other {# drafts were imported}}',
    mutabakat_updated: '{no} was updated',
    mutabakat_sent: '{no} was sent to {counterparty}',
    mutabakat_viewed: '{no} was opened by {counterparty}',
    mutabakat_approved: '{no} was approved by {approved_by}',
    mutabakat_rejected: '{no} was rejected by {rejected_by}',
    mutabakat_cancelled: '{no} was withdrawn',
    mutabakat_expired: '{no} was not answered by {counterparty}',
    mutabakat_delivery_failed: '{no} did not reach {counterparty}',
    comparison_changed: '{no}: the comparison changed',
  },
  notifications: {
    ...news.notifications,
    mutabakat_viewed: { title: 'Your letter was opened', message: '{counterparty} opened letter {no}.' },
    mutabakat_approved: { title: 'Balance agreed', message: '{counterparty}: {no} was approved by {name}.' },
    mutabakat_rejected: { title: 'Balance not agreed', message: '{counterparty}: {no} was rejected by {name}.' },
    mutabakat_expired: { title: 'No answer', message: '{counterparty} did not answer letter {no} in time.' },
    mutabakat_delivery_failed: {
      title: 'Letter not delivered',
      message: '{counterparty}: {no} could not be delivered. Check the e-mail address.',
    },
  },
  tasks: {
    export: 'Export',
    package: 'Auditor package',
    ...news.tasks,
    import: 'Import of balances from Excel',
    import_preview: 'Preview of an Excel import',
    bulk_send: 'Bulk sending',
    import_title: 'Import of {file}',
    bulk_send_title: '{count, plural, one {Sending # letter} other {Sending # letters}}',
    step: { rows: 'Working through the rows', letters: 'Preparing the letters' },
  },
} as const satisfies Shape<typeof turkish>
