/** Papers, exports, certificates and their refusals, in English. */
import { formColumns } from './en-forms.ts'
export const exports = {
  file: {
    letters: 'Letters',
    answers: 'Answers',
    differences: 'Differences',
    papers: 'Signed papers',
    print: 'Print',
    post: 'Post list',
    package: 'Auditor package',
    babs: 'Form {form} {month}',
  },
  columns: {
    ...formColumns,
    contact_name: 'Contact',
    address: 'Address',
    country: 'Country',
    barcode: 'Barcode',
    no: 'No.',
    version: 'Version',
    code: 'Account code',
    title: 'Title',
    tax_number: 'Tax number',
    balance_date: 'Balance date',
    balance: 'Balance',
    side: 'Debit / credit',
    currency: 'Currency',
    try_balance: 'Value in TRY',
    status: 'Status',
    responsible: 'Responsible',
    sender: 'Sender',
    delivery: 'Delivery',
    reply_due: 'Answer due',
    created_at: 'Created',
    sent_at: 'Sent',
    viewed_at: 'Viewed',
    answered_at: 'Answered',
    answered_by: 'Answered by',
    answer_title: 'Position',
    reason: 'Reason',
    own_balance: 'Their balance',
    own_side: 'Their side',
    difference: 'Difference',
    note: 'Remark',
  },
} as const

export const proofNotifications = {
  mutabakat_certificate_ends: {
    title: 'The signing certificate ends',
    message: 'The certificate that seals your letters ends on {day}. Upload a new one, or renew it.',
  },
  mutabakat_papers_broken: {
    title: 'Kept papers have changed',
    message: '{count, plural, one {# paper is} other {# papers are}} not as kept: {list}. Restore them from a backup.',
  },
  mutabakat_auditor_undelivered: {
    title: 'Did not reach the auditor',
    message:
      '{counterparty}: the answer to confirmation {no} did not reach the auditor at {address}. Tell the auditor; the sealed answer is on the page of the letter.',
  },
} as const

export const proofErrors = {
  certificate_not_found: 'The certificate was not found.',
  certificate_retired: 'This certificate is retired already.',
  certificate_changed_meanwhile: 'Somebody exchanged the certificate at the same moment. Try again.',
  certificate_unreadable:
    'The file cannot be read. Export the PKCS#12 file (.p12, .pfx) again with a current encryption (AES) and a password of Latin letters.',
  certificate_password_wrong: 'The password does not open this file.',
  certificate_without_key: 'The file has to hold exactly one private key with its certificate.',
  certificate_key_weak: 'The key is weak or not supported: it has to be RSA from 2048 bits, or EC P-256.',
  certificate_not_in_force: 'The certificate has ended, or has not begun yet.',
  certificate_not_for_signing: 'This is an authority’s own certificate, not one to seal papers with.',
  pdf_expected: 'The uploaded file is no PDF.',
  pdf_not_signed: 'The PDF has no valid signature, or was changed after signing.',
  letter_not_answered: 'This letter was not answered yet.',
  letter_not_sent: 'This letter was not sent yet.',
  export_empty: 'No letter fits the selection.',
  export_too_large: 'The selection is too large: one file takes at most {most, number} letters.',
  print_unreadable: 'The papers of the chosen letters could not be read.',
} as const
