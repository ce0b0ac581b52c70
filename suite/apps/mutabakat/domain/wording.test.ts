/** The company's words: filled in as data, never run. */
import { describe, expect, test } from 'vitest'
import { countSms, LOCALES, withoutTurkishLetters } from '#platform/contract'
import { TEMPLATE_KINDS, TEMPLATE_PARTS, type TemplateKind } from '../contract/index.ts'
import { fillWording, unknownVariables, wordingFaults, wordingValues } from './wording.ts'
import { DEFAULT_WORDING } from './wording-defaults.ts'

const FACTS = {
  ...{ no: 'MUT-2026-000123', company: 'Şahin {no} A.Ş.', counterparty: 'Işık Ltd.', contact_name: null, blank: false },
  ...({ kind: 'cari', documents: null, auditor: null } as const),
  balance: { minor: 12_543_050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
  ...{ reply_due: '2026-11-13', link: `https://mutabakat.sahin.example/p/m/${'A'.repeat(43)}` },
} as const

describe('wording', () => {
  test('[MU320] every variable is filled in by the language; a value is not read again', () => {
    const values = wordingValues(FACTS, 'tr')
    const all = fillWording('{no}|{firma}|{unvan}|{yetkili}|{tarih}|{tutar}|{taraf}|{son_gun}', values)
    expect(all).toBe(
      'MUT-2026-000123|Şahin {no} A.Ş.|Işık Ltd.|Işık Ltd.|31.10.2026|125.430,50\u00a0TL|siz bize borçlusunuz|13.11.2026',
    )
    expect(fillWording('{tutar}{taraf}', wordingValues({ ...FACTS, blank: true }, 'tr'))).toBe('…')
    expect(fillWording('{taraf}', wordingValues({ ...FACTS, balance: { ...FACTS.balance, minor: 0n } }, 'tr'))).toBe('')
  })

  test('[MU321] [S72] anything else in braces stays what was typed: nothing of the program is reached', () => {
    const values = wordingValues(FACTS, 'tr')
    const hostile = [
      '{{constructor}}',
      '{constructor}',
      '{__proto__}',
      '{toString}',
      '{no.length}',
      '$'.concat('{no}'),
      '{{= 1+1 }}',
      '<script>{x}</script>',
      '{no',
      'no}',
      '{}',
      '{ no }',
      '{NO}',
      '%{no}'.replace('{no}', '{hayir}'),
    ]
    for (const text of hostile) {
      const filled = fillWording(text, values)
      expect([text, filled]).toEqual([text, text.replace('{no}', values.no)])
      expect(filled).not.toMatch(/function|native code|object Object/)
    }
    expect(unknownVariables({ text: '{no} {constructor} {{hop}} {constructor}' })).toEqual(['constructor', 'hop'])
    // Filling takes time in proportion to the text.
    const before = performance.now()
    fillWording('{'.repeat(50_000), values)
    expect(performance.now() - before).toBeLessThan(100)
  })

  test('[MU322] unknown parts, empty mails, two-line subjects and an SMS without its link are refused', () => {
    const faults = (kind: TemplateKind, parts: Record<string, string>) =>
      wordingFaults(kind, parts).map(({ path, code }) => `${path} ${code}`)
    expect(faults('mail', { body: 'x' })).toEqual(['parts.body unknown_part'])
    expect(faults('mail', { subject: ' ' })).toEqual(['parts.subject required'])
    expect(faults('mail', { subject: 'a\r\nBcc: x@y.z' })).toEqual(['parts.subject one_line'])
    expect(faults('sms', { text: 'Merhaba' })).toEqual(['parts.text link_missing'])
    expect(faults('sms', { text: `{link}${'a'.repeat(900)}` })).toEqual(['parts.text too_long'])
    expect(faults('letter', { intro: '', notes: '' })).toEqual([])
  })

  test('[MU323] the defaults of every language have their parts and no fault, and an SMS is at most two parts', () => {
    for (const locale of LOCALES)
      for (const kind of TEMPLATE_KINDS) {
        const parts = DEFAULT_WORDING[locale][kind]
        expect(Object.keys(parts)).toEqual([...TEMPLATE_PARTS[kind]])
        expect([...wordingFaults(kind, parts), ...unknownVariables(parts)]).toEqual([])
        if (parts.text === undefined) continue
        const counted = countSms(withoutTurkishLetters(fillWording(parts.text, wordingValues(FACTS, locale))))
        expect([locale, kind, counted.encoding, counted.parts <= 2]).toEqual([locale, kind, 'gsm7', true])
      }
  })
})
