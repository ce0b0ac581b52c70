/** What the screens of members say, in English. ICU messages. */

import type { Shape } from '#platform/contract'
import { audit } from './en-audit.ts'
import { board } from './en-board.ts'
import { calls, reaching } from './en-calls.ts'
import { chain } from './en-chain.ts'
import { cockpit } from './en-cockpit.ts'
import { comparison } from './en-comparison.ts'
import { desk } from './en-desk.ts'
import { front } from './en-front.ts'
import { kinds } from './en-kind-screens.ts'
import { form, letter, letters } from './en-letters.ts'
import { life } from './en-life.ts'
import { mirror } from './en-mirror.ts'
import { print } from './en-print.ts'
import { terms } from './en-terms.ts'
import { work } from './en-work.ts'
import type { screens as turkish } from './tr-screens.ts'

export const screens = {
  ...front,
  ...terms,
  audit,
  work,
  ...desk,
  comparison,
  board,
  calls,
  reaching,
  chain,
  cockpit,
  mirror,
  print,
  kinds,
  period_state: life.period_state,
  batch_state: life.batch_state,
  style: life.style,
  answer_via: life.answer_via,
  answer_channel: life.answer_channel,
  reminder_channel: life.reminder_channel,
  reminder_outcome: life.reminder_outcome,
  letters,
  letter,
  form,
  counterparties: {
    tax_number_invalid: 'The tax or identity number is not valid.',
    title: 'Counterparties',
    new: 'New counterparty',
    edit: 'Edit counterparty',
    search: 'Title or account code',
    save: 'Save',
    saved: '{title} was saved.',
    no_email: 'No e-mail address',
    empty_title: 'No counterparties yet',
    empty_text: 'They come along with the balances you import; you can also add them one by one.',
    no_match_title: 'No counterparty fits this search',
  },
  imports: {
    title: 'Import balances from Excel',
    drop: 'Drop the file of balances here',
    drop_hint:
      '.xlsx or .csv, at most 20 MB. Headings are looked for in the first 20 rows; the order of columns does not matter.',
    choose: 'Choose file',
    template: 'Download the sample file',
    required_columns: 'Required columns',
    optional_columns: 'Optional columns',
    steps: { upload: 'Upload', read: 'Reading', apply: 'Saving', done: 'Done', rows: 'Working through the rows' },
    state: {
      waiting: 'Waiting',
      queued: 'Queued',
      running: 'Reading',
      done: 'Done',
      failed: 'Not readable',
      cancelled: 'Cancelled',
    },
    created: 'New drafts',
    updated: 'Updated drafts',
    unchanged: 'Unchanged',
    wrong: 'Wrong rows',
    warnings: 'Warnings',
    summary:
      '{created, plural, one {# new draft} other {# new drafts}}, {updated, plural, one {# update} other {# updates}}, {wrong, plural, one {# wrong row} other {# wrong rows}}',
    progress: '{done, number} of {total, number} rows',
    progress_unknown: '{done, number} rows read',
    unknown_columns: 'Unknown columns: {columns}',
    errors_title: 'Wrong rows',
    errors_text: 'The right rows were saved. Download the wrong ones, correct them and upload that file.',
    errors_download: 'Download wrong rows',
    errors_sheet: 'Wrong rows',
    reason_column: 'Reason',
    row: 'Row',
    column: 'Column',
    value: 'Value',
    reason: 'Reason',
    show_letters: 'See the drafts',
    send_all: 'Send the drafts',
    history: 'Earlier imports',
    empty_title: 'No imports yet',
    empty_text: 'Download the sample file and fill in your balances.',
  },
} as const satisfies Shape<typeof turkish>
