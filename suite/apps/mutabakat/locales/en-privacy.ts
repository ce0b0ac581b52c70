/** Data protection in English: what is kept of whom, and what erasing does. */
import type { Shape } from '#platform/contract'
import type { privacy as tr } from './tr-privacy.ts'

export const privacy = {
  letter: 'Reconciliation letters, their answers and signed documents',
  incoming: 'Letters that came in from linked companies',
  delivery: 'Delivery records of letters',
  export: 'Exported files',
  package: 'Packages of auditors',
  import: 'Uploaded Excel files',
  contact: 'Contacts of counterparties',
  contact_effect: 'Name, e-mail and phone are removed; the card stays.',
  answer: 'Answers to letters',
  answer_effect: 'Name and title of who answered are removed; the answer and the signed document stay.',
  auditor: 'Auditors who asked for confirmations',
  auditor_effect: 'Name and address of the auditor are removed; the firm, the confirmation and its answer stay.',
  recipient: 'Addresses letters were sent to',
  recipient_effect: 'The address is removed and open links are closed; that the letter was sent stays.',
  sender: 'Letters they sent',
  sender_effect: 'The sender’s name is removed; the letters stay.',
  reader: 'Incoming letters that name them',
  reader_effect:
    'The name of who read and answered is removed; letter and answer stay. The name in the sender’s own books stays with the sender.',
  link: 'Requests for links between companies',
  link_effect: 'The name of who asked and decided is removed; the link stays.',
} satisfies Shape<typeof tr>
