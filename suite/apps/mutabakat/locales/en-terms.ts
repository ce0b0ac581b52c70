/** Words that the screens of members and of guests share, in English. ICU messages. */

import type { Shape } from '#platform/contract'
import { cardFields } from './en-cards.ts'
import { formFields } from './en-forms.ts'
import { life } from './en-life.ts'
import { reach } from './en-reach.ts'
import type { terms as turkish } from './tr-terms.ts'

export const terms = {
  status: life.status,
  status_hint: life.status_hint,
  delivery: reach.delivery,
  channel: reach.channel,
  purpose: reach.purpose,
  template_kind: reach.template_kind,
  evidence: reach.evidence,
  reason: {
    missing_invoice: 'Missing invoice',
    missing_payment: 'Missing payment',
    return: 'Return',
    exchange_difference: 'Exchange difference',
    date_cutoff: 'Date cut-off',
    double_booking: 'Double booking',
    vat: 'VAT / withholding',
    opening_balance: 'Opening balance',
    other: 'Other',
  },
  side: { B: 'Debit', A: 'Credit', B_hint: 'They owe us', A_hint: 'We owe them', B_mark: 'Dr', A_mark: 'Cr' },
  letter_kind: {
    cari: 'Current account',
    cari_doviz: 'Foreign currency account',
    cari_vade: 'By due date',
    ekstre: 'Statement',
    ba: 'Form BA',
    bs: 'Form BS',
    teyit: 'Auditor’s confirmation',
  },
  kind: { customer: 'Customer', supplier: 'Supplier', both: 'Customer and supplier' },
  tax_kind: { vkn: 'VKN', tckn: 'TCKN', voen: 'VÖEN', foreign: 'Foreign', none: 'None' },
  language: { tr: 'Turkish', en: 'English', az: 'Azerbaijani' },
  field: {
    ...cardFields,
    ...formFields,
    code: 'Account code',
    title: 'Title',
    tax_number: 'Tax number',
    tax_office: 'Tax office',
    kind: 'Type',
    contact_name: 'Contact person',
    email: 'E-mail',
    mobile: 'Mobile phone',
    locale: 'Language of letters',
    date: 'Balance date',
    balance: 'Balance',
    side: 'Debit / credit',
    debit_balance: 'Debit balance',
    credit_balance: 'Credit balance',
    currency: 'Currency',
    rate: 'Rate',
    try_amount: 'Value in TRY',
    due_date: 'Due date',
    note: 'Remark',
    contract_notice: 'There is a written current-account contract',
    contract_notice_hint: 'Only then the notice of Article 94 TTK is printed on the letter.',
  },
} as const satisfies Shape<typeof turkish>
