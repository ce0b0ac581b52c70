import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatIban,
  isIban,
  isMatchingKey,
  isTckn,
  isVkn,
  isVoen,
  readIban,
  readTaxNumber,
  repairVkn,
  tcknCheckDigits,
  vknCheckDigit,
} from './index.ts'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map(list => list.join(''))

/** The same text with another digit at one place. */
const otherDigit = (text: string, at: number, step: number): string =>
  text.slice(0, at) + ((Number(text[at]) + step) % 10) + text.slice(at + 1)

describe('VKN', () => {
  it('[MU1] takes the known valid numbers and refuses the known invalid one', () => {
    for (const valid of ['1234567890', '9876543217', '1111111114', '0000000019']) expect(isVkn(valid)).toBe(true)
    for (const wrong of ['1234567891', '0000000000', '123456789', '12345678901', ' 234567890', '12345a7890'])
      expect(isVkn(wrong)).toBe(false)
  })

  it('[MU1] exactly one tenth digit is right for nine digits', () => {
    fc.assert(
      fc.property(digits(9), nine => {
        const valid = Array.from({ length: 10 }, (_, last) => `${nine}${last}`).filter(isVkn)
        return nine === '000000000' || (valid.length === 1 && valid[0] === `${nine}${vknCheckDigit(nine)}`)
      }),
    )
  })

  it('[MU2] puts lost leading zeros back only where the padded number is valid', () => {
    expect(repairVkn(19)).toEqual({ ok: false, code: 'vkn_invalid' })
    expect(repairVkn('1234567890')).toEqual({ ok: true, value: '1234567890', repaired: false })
    expect(repairVkn(1234567890)).toEqual({ ok: true, value: '1234567890', repaired: false })
    fc.assert(
      fc.property(digits(7), seven => {
        const nine = `05${seven}`
        const vkn = `${nine}${vknCheckDigit(nine)}`
        expect(repairVkn(Number(vkn))).toEqual({ ok: true, value: vkn, repaired: true })
        expect(repairVkn(otherDigit(vkn, 9, 1)).ok).toBe(false)
      }),
    )
  })

  it('[MU2] refuses a number that was shortened to scientific notation', () => {
    for (const text of ['1,23E+09', '1.23E+09', '1.2345678E9'])
      expect(repairVkn(text)).toEqual({ ok: false, code: 'tax_number_scientific' })
  })
})

describe('TCKN', () => {
  it('[MU3] takes the known test numbers; a pass means well-formed only', () => {
    for (const valid of ['10000000146', '12345678950', '98765432150', '11111111110']) expect(isTckn(valid)).toBe(true)
    for (const wrong of ['01234567890', '12345678951', '1234567895', '11111111111']) expect(isTckn(wrong)).toBe(false)
  })

  it('[MU3] notices every change of a single digit', () => {
    fc.assert(
      fc.property(digits(8), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (eight, at, step) => {
        const nine = `7${eight}`
        const tckn = nine + tcknCheckDigits(nine)
        expect(isTckn(tckn)).toBe(true)
        expect(isTckn(otherDigit(tckn, at, step))).toBe(false)
      }),
    )
  })
})

describe('VÖEN and IBAN', () => {
  it('[MU5] checks the sum and the last digit of a VÖEN', () => {
    for (const valid of ['1401555071', '1400057421']) expect(isVoen(valid)).toBe(true)
    for (const wrong of ['1401555081', '1400057424', '140155507', '14015550711']) expect(isVoen(wrong)).toBe(false)
  })

  it('[MU6] checks length, shape and remainder of an IBAN', () => {
    for (const valid of ['TR330006100519786457841326', 'AZ21NABZ00000000137010001944', 'DE89370400440532013000'])
      expect(isIban(valid)).toBe(true)
    for (const wrong of [
      'TR330006100519786457841327',
      'TR33000610051978645784132',
      'AZ21NAB100000000137010001944',
      'TR33',
    ])
      expect(isIban(wrong)).toBe(false)
    // The reserved digit after the bank has to be zero even when the remainder is right.
    expect(isIban('TR600006110519786457841326')).toBe(false)
    expect(readIban(' tr33 0006 1005 1978 6457 8413 26 ')).toEqual({ ok: true, value: 'TR330006100519786457841326' })
    expect(formatIban('TR330006100519786457841326')).toBe('TR33 0006 1005 1978 6457 8413 26')
  })
})

describe('a tax number of unknown kind', () => {
  it('[MU4] takes placeholders with a flag, as foreign, and never as a key', () => {
    for (const value of ['11111111111', '2222222222']) {
      const reading = readTaxNumber(value)
      expect(reading).toMatchObject({ ok: true, tax: { kind: 'foreign', value }, placeholder: true })
      if (reading.ok) expect(isMatchingKey(reading.tax)).toBe(false)
    }
    expect(isMatchingKey({ kind: 'vkn', value: '1234567890' })).toBe(true)
  })

  it('[MU7] tells VKN, VÖEN, TCKN and foreign numbers apart', () => {
    const kind = (cell: string | number) => {
      const reading = readTaxNumber(cell)
      return reading.ok ? reading.tax.kind : reading.code
    }
    expect(kind('1234567890')).toBe('vkn')
    expect(kind('1401555071')).toBe('voen')
    expect(kind(10000000146)).toBe('tckn')
    expect(kind('DE 811 907 980')).toBe('foreign')
    expect(kind('1234567891')).toBe('vkn_invalid')
    expect(kind('10000000147')).toBe('tckn_invalid')
    expect(kind('1,23E+09')).toBe('tax_number_scientific')
    expect(kind('yok')).toBe('tax_number_invalid')
    expect(kind(12.5)).toBe('tax_number_invalid')
  })
})
