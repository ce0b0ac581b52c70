/** What guests read of letters that are no plain balance, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import type { portalKinds as turkish } from './tr-portal-kinds.ts'

export const portalKinds = {
  title_babs: 'Reconciliation of Form {form}, {month}',
  title_teyit: 'Confirmation of balance for audit',
  babs: {
    ours_ba: 'Form BA (purchases) of {company}',
    ours_bs: 'Form BS (sales) of {company}',
    month: 'Month {month}',
    documents: 'Documents',
    amount: 'Amount without VAT',
    compared_ba: 'Documents received from you; they are compared with your Form BS (sales).',
    compared_bs: 'Documents issued to you; they are compared with your Form BA (purchases).',
    scope_paper: 'Paper documents only: electronic documents are left out.',
    scope_all: 'All documents: electronic ones are included.',
    blank: 'You write the figures; ours are shown after your answer.',
    blank_short: 'You write the figures',
    question_ba: 'Does this agree with your Form BS (sales)?',
    question_bs: 'Does this agree with your Form BA (purchases)?',
    blank_question_ba: 'What does your Form BS (sales) say?',
    blank_question_bs: 'What does your Form BA (purchases) say?',
    own_count: 'Documents in your books',
    own_amount: 'Amount without VAT in your books',
    count: '{count, plural, one {# document} other {# documents}}',
    confirm: 'Send our figures',
    statement: 'Attach a list of your documents',
  },
  dues: {
    title: 'By due date',
    total: 'Total',
  },
  auditor: {
    asks: '{name} of {firm} asks for this confirmation as the auditor.',
    copy: 'When you answer, your sealed answer also goes straight to the auditor.',
    copied: 'Your sealed answer goes straight to the auditor ({firm}).',
    question: 'Does this balance agree with your books?',
  },
} as const satisfies Shape<typeof turkish>
