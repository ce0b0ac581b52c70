import { expect, it } from 'vitest'
import { isTable, readDues, signedOf } from './read-dues.ts'

const lines = (text: string, locale: 'tr' | 'en' | 'az' = 'tr') => readDues(text, locale).lines

it('[MU490] pasted lines are a day and an amount with its side: by letter, by sign, or in two columns', () => {
  const expected = [
    { due: '2026-11-30', amount: '1500.00', side: 'B' },
    { due: '2026-12-31', amount: '250.50', side: 'A' },
  ]
  expect(lines('30.11.2026\t1.500,00\tB\n31.12.2026\t250,50\tA')).toEqual(expected)
  expect(lines('30.11.2026\t1.500,00\tBorç\n31.12.2026\t250,50\tAlacak\n')).toEqual(expected)
  expect(lines('30.11.2026\t1.500,00\r\n31.12.2026\t-250,50\r\n')).toEqual(expected)
  expect(lines('30.11.2026\t1.500,00\t\n31.12.2026\t\t250,50')).toEqual(expected)
  expect(lines('30.11.2026\t1.500,00\t0,00\n31.12.2026\t0\t250,50')).toEqual(expected)
  expect(lines('2026-11-30;1500.00;B\n2026-12-31;250.5;A')).toEqual(expected)
})

it('[MU490] what two languages read differently is read as the reader writes it', () => {
  expect(lines('30.11.2026\t1.500')[0]?.amount).toBe('1500.00')
  expect(lines('30.11.2026\t1.500', 'en')[0]?.amount).toBe('1.50')
})

it('[MU490] headings are passed over, other lines that cannot be read are named and never guessed', () => {
  const reading = readDues('Vade\tTutar\n30.11.2026\t100,00\n\n31.02.2026\t5,00\n30.12.2026\tyok\n1.1.2027\t5\tZ', 'tr')
  expect(reading.lines).toEqual([{ due: '2026-11-30', amount: '100.00', side: 'B' }])
  expect(reading.unread).toEqual([4, 5, 6])
  expect(readDues('30.11.2026\t100,00\n30.11.2026\t100,00\t50,00\n30.11.2026\t-100,00\tB', 'tr').unread).toEqual([2, 3])
})

it('[MU490] a letter takes sixty lines, and says that more were left out', () => {
  const many = Array.from({ length: 61 }, () => '30.11.2026\t1,00').join('\n')
  const reading = readDues(many, 'tr')
  expect([reading.lines.length, reading.isCut]).toEqual([60, true])
  expect(readDues(many.slice(0, many.lastIndexOf('\n')), 'tr').isCut).toBe(false)
})

it('[MU490] a single word is typed, cells are a table; a line counts with its side', () => {
  expect([isTable('1.500,00'), isTable('30.11.2026\t5'), isTable('a\nb'), isTable('a\n')]).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(signedOf({ amount: '12.34', side: 'A' })).toBe(-1234n)
  expect(signedOf({ amount: '', side: 'B' })).toBe(0n)
})
