/** Words that the screens of members and of guests share, in Azerbaijani. ICU messages. */

import type { Shape } from '#platform/contract'
import { cardFields } from './az-cards.ts'
import { formFields } from './az-forms.ts'
import { life } from './az-life.ts'
import { reach } from './az-reach.ts'
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
    missing_invoice: 'Çatışmayan faktura',
    missing_payment: 'Çatışmayan ödəniş',
    return: 'Qaytarma',
    exchange_difference: 'Məzənnə fərqi',
    date_cutoff: 'Dövr fərqi',
    double_booking: 'Təkrar qeyd',
    vat: 'ƏDV / tutulma',
    opening_balance: 'İlkin qalıq',
    other: 'Digər',
  },
  side: {
    B: 'Debet',
    A: 'Kredit',
    B_hint: 'Kontragent bizə borcludur',
    A_hint: 'Biz kontragentə borcluyuq',
    B_mark: 'D',
    A_mark: 'K',
  },
  letter_kind: {
    cari: 'Cari hesab',
    cari_doviz: 'Valyuta üzrə cari hesab',
    cari_vade: 'Vadə üzrə',
    ekstre: 'Çıxarış',
    ba: 'BA forması',
    bs: 'BS forması',
    teyit: 'Auditor təsdiqi',
  },
  kind: { customer: 'Alıcı', supplier: 'Satıcı', both: 'Alıcı və satıcı' },
  tax_kind: { vkn: 'VKN', tckn: 'TCKN', voen: 'VÖEN', foreign: 'Xarici', none: 'Yoxdur' },
  language: { tr: 'Türk dili', en: 'İngilis dili', az: 'Azərbaycan dili' },
  field: {
    ...cardFields,
    ...formFields,
    code: 'Hesab kodu',
    title: 'Ad',
    tax_number: 'Vergi nömrəsi',
    tax_office: 'Vergi orqanı',
    kind: 'Növ',
    contact_name: 'Əlaqədar şəxs',
    email: 'E-poçt',
    mobile: 'Mobil telefon',
    locale: 'Yazışma dili',
    date: 'Üzləşmə tarixi',
    balance: 'Qalıq',
    side: 'Debet / kredit',
    debit_balance: 'Debet qalığı',
    credit_balance: 'Kredit qalığı',
    currency: 'Valyuta',
    rate: 'Məzənnə',
    try_amount: 'Lirə ilə qarşılığı',
    due_date: 'Ödəniş tarixi',
    note: 'İzahat',
    contract_notice: 'Yazılı cari hesab müqaviləsi var',
    contract_notice_hint: 'TTK-nın 94-cü maddəsinin xatırlatması məktuba yalnız bu halda yazılır.',
  },
} as const satisfies Shape<typeof turkish>
