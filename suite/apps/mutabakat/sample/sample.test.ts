import { describe, expect, it } from 'vitest'
import { openSheet } from '#platform/sheets'
import { createDuplicateCheck, findHeadings, isEmail, isVkn, readBalanceRow, skipReason } from '../domain/index.ts'
import { makeBalanceSheet } from './balance-sheet.ts'
import { makeSampleCompanies, SAMPLE_COMPANY, SAMPLE_COUNTERPARTIES } from './sample-companies.ts'
import { writeBalanceSheet } from './write-balance-sheet.ts'

const OPTIONS = { rows: 200, wrong: 3, seed: 7, date: '2026-10-31' } as const

describe('samples', () => {
  it('[MU95] sixty different companies with valid numbers and addresses nobody owns', () => {
    expect(SAMPLE_COUNTERPARTIES).toHaveLength(60)
    expect(isVkn(SAMPLE_COMPANY.vkn)).toBe(true)
    for (const company of SAMPLE_COUNTERPARTIES) {
      expect(isVkn(company.vkn)).toBe(true)
      expect(isEmail(company.email)).toBe(true)
      expect(company.email).toMatch(/\.example$/)
    }
    for (const member of ['code', 'title', 'vkn', 'email'] as const)
      expect(new Set(SAMPLE_COUNTERPARTIES.map(company => company[member])).size).toBe(60)
    expect(SAMPLE_COUNTERPARTIES.some(company => company.vkn.startsWith('0'))).toBe(true)
  })

  it('[MU96] the same seed gives the same sample, another seed another', () => {
    expect(makeBalanceSheet(OPTIONS)).toEqual(makeBalanceSheet(OPTIONS))
    expect(makeBalanceSheet({ ...OPTIONS, seed: 8 })).not.toEqual(makeBalanceSheet(OPTIONS))
    expect(makeSampleCompanies(5, 1)).not.toEqual(makeSampleCompanies(5, 2))
  })

  it('[MU97] the file has a merged title, mixed dates and amounts and a totals row, and reads with exactly its wrong rows', async () => {
    const made = makeBalanceSheet(OPTIONS)
    const sheet = await openSheet({ bytes: await writeBalanceSheet(made) })
    const rows = []
    for await (const batch of sheet.batches) rows.push(...batch)
    const cells = rows.map(row => row.cells.map(cell => cell.value))
    const found = findHeadings(cells)
    expect(found).toMatchObject({ ok: true, row: 1, unknown: ['Özel Kod'] })
    if (!found.ok) return
    const check = createDuplicateCheck()
    const data = rows
      .slice(found.row + 1)
      .map(row => ({ number: row.number, cells: row.cells.map(cell => cell.value) }))
    expect(data.map(row => skipReason(row.cells, found.columns)).filter(reason => reason !== null)).toEqual(['totals'])
    const read = data
      .filter(row => skipReason(row.cells, found.columns) === null)
      .map(row => ({ number: row.number, reading: readBalanceRow(row.cells, found.columns) }))
    const wrong = read.flatMap(({ number, reading }) =>
      reading.ok ? [] : [{ number, codes: reading.failures.map(f => f.code) }],
    )
    expect(wrong).toEqual([
      { number: made.wrong[0]! + 4, codes: ['day_impossible'] },
      { number: made.wrong[1]! + 4, codes: ['amount_ambiguous'] },
      { number: made.wrong[2]! + 4, codes: ['vkn_invalid'] },
    ])
    const good = read.flatMap(({ number, reading }) => (reading.ok ? [{ number, ...reading }] : []))
    expect(good).toHaveLength(197)
    for (const { row, number } of good) expect(check(row, number).failures).toEqual([])
    expect(new Set(good.map(({ row }) => row.date))).toEqual(new Set(['2026-10-31']))
    const kinds = new Set(data.map(row => (row.cells[7] instanceof Date ? 'date' : typeof row.cells[7])))
    expect(kinds).toEqual(new Set(['date', 'string', 'object']))
    const repaired = good.filter(({ warnings }) => warnings.some(w => w.code === 'tax_number_repaired'))
    expect(repaired.length).toBeGreaterThan(5)
    for (const { row } of repaired) expect(row.tax_number?.value).toMatch(/^0/)
  })
})
