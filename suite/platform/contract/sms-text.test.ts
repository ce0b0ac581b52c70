/** How SMS are counted, and what is left out of them to make them shorter. */
import { describe, expect, test } from 'vitest'
import { countSms, isSmsNumber, isSmsTitle, SMS_OPERATOR_CHARACTERS, withoutTurkishLetters } from './sms-text.ts'

const RESERVED = SMS_OPERATOR_CHARACTERS

describe('counting', () => {
  test('[PN50] 160 places of GSM make one part and 153 each of several, with the operator’s five counted in', () => {
    expect(countSms('')).toEqual({ encoding: 'gsm7', characters: RESERVED, parts: 1, left: 160 - RESERVED })
    expect(countSms('a'.repeat(155))).toEqual({ encoding: 'gsm7', characters: 160, parts: 1, left: 0 })
    expect(countSms('a'.repeat(156))).toEqual({ encoding: 'gsm7', characters: 161, parts: 2, left: 2 * 153 - 161 })
    expect(countSms('a'.repeat(2 * 153 - 5))).toMatchObject({ parts: 2, left: 0 })
    expect(countSms('a'.repeat(2 * 153 - 4))).toMatchObject({ parts: 3, left: 152 })
  })

  test('[PN50] signs of the extension table take two places, and none stands on both sides of a part’s end', () => {
    expect(countSms('€'.repeat(77))).toMatchObject({ encoding: 'gsm7', characters: 159, parts: 1, left: 1 })
    expect(countSms('€'.repeat(78))).toMatchObject({ characters: 161, parts: 2 })
    // 152 places, then a pair that does not fit into the 153rd.
    expect(countSms(`${'a'.repeat(152)}€${'a'.repeat(146)}`)).toMatchObject({ characters: 305, parts: 2, left: 0 })
    expect(countSms(`${'a'.repeat(152)}€${'a'.repeat(147)}`)).toMatchObject({ characters: 306, parts: 3 })
    for (const sign of '^{}\\[~]|€') expect(countSms(sign).characters).toBe(2 + RESERVED)
  })

  test('[PN50] one letter outside the table makes it UCS-2: 70 places, 67 each of several', () => {
    for (const sign of 'ğĞşŞıİçəƏ') expect([sign, countSms(sign).encoding]).toEqual([sign, 'ucs2'])
    for (const sign of 'öÖüÜÇéß@£Δ\n') expect([sign, countSms(sign).encoding]).toEqual([sign, 'gsm7'])
    expect(countSms(`ş${'a'.repeat(64)}`)).toEqual({ encoding: 'ucs2', characters: 70, parts: 1, left: 0 })
    expect(countSms(`ş${'a'.repeat(65)}`)).toMatchObject({ characters: 71, parts: 2, left: 2 * 67 - 71 })
    // An emoji is two code units and is not cut: 66 places, then a pair.
    expect(countSms(`${'ş'.repeat(66)}😀${'ş'.repeat(60)}`)).toMatchObject({ parts: 2, left: 0 })
    expect(countSms(`${'ş'.repeat(66)}😀${'ş'.repeat(61)}`)).toMatchObject({ parts: 3 })
  })

  test('[PN51] without Turkish letters the words stay and one part is enough', () => {
    const text = 'Şahin Gıda: ÇİÇEK’in bakiyesi 1.250,40\u00a0TL – yanıt için ığdır, Gəncə…'
    const plain = withoutTurkishLetters(text)
    expect(plain).toBe("Sahin Gida: CICEK'in bakiyesi 1.250,40 TL - yanit icin igdir, Gence...")
    expect(countSms(plain).encoding).toBe('gsm7')
    expect(withoutTurkishLetters('Ödeme Ürünü')).toBe('Ödeme Ürünü')
  })
})

test('[PN52] a sender title has 3–11 plain signs; SMS go to Turkish and Azerbaijani mobiles alone', () => {
  for (const good of ['ABC', 'SAHIN GIDA', 'A.B-C*1', '12345678901'])
    expect([good, isSmsTitle(good)]).toEqual([good, true])
  for (const bad of ['AB', '123456789012', 'ŞAHİN', ' ABC', 'ABC ', 'A_B', 'ABC\n', ''])
    expect([bad, isSmsTitle(bad)]).toEqual([bad, false])
  for (const good of ['+905321234567', '+994501234567', '+994771234567'])
    expect([good, isSmsNumber(good)]).toEqual([good, true])
  for (const bad of [
    '+902121234567',
    '05321234567',
    '+9053212345678',
    '+994121234567',
    '+4915112345678',
    '+905321234567\n',
    '',
  ])
    expect([bad, isSmsNumber(bad)]).toEqual([bad, false])
})
