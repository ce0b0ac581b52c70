/** A balance list from Excel: read in the background, counted, corrected, refused, stopped. */
import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { companyOf, expect, openLive, test } from './visit.ts'

const GENERATOR = resolve(import.meta.dirname, '../../suite/apps/mutabakat/sample/generate-balances.ts')

/** A balance list as an ERP exports it. `wrong` rows are wrong in their date, amount and tax number, in turn. */
const generate = async (path: string, rows: number, wrong: number): Promise<string> => {
  const flags = ['--rows', String(rows), '--wrong', String(wrong), '--date', '2025-06-30']
  await promisify(execFile)(process.execPath, [GENERATOR, path, ...flags])
  return path
}

const openImports = async (page: Page): Promise<void> => {
  const { home } = await companyOf(page)
  await openLive(page, `${home}/imports`)
}

const choose = async (page: Page, path: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Dosya seç' }).click()
  await (await chooser).setFiles(path)
}

/** Looks at what the file would change, then lets it. */
const apply = async (page: Page): Promise<void> => {
  await page.waitForURL(/\/imports\/[^/]+$/)
  await page.getByRole('button', { name: 'Değişiklikleri göster' }).click()
  const go = page.getByRole('button', { name: 'Aktar', exact: true })
  await expect(go).toBeEnabled({ timeout: 60_000 })
  await go.click()
  // The look has figures of the same names.
  await expect(go).toBeHidden()
}

/** Notes every value the progress bars of the page show from now on, through its screens. */
const watchProgress = async (page: Page): Promise<() => Promise<number[]>> => {
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { progressSeen: seen })
    new MutationObserver(() => {
      const bar = document.querySelector('main [role=progressbar][aria-valuenow]')
      const value = Number(bar?.getAttribute('aria-valuenow'))
      if (bar && seen.at(-1) !== value) seen.push(value)
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-valuenow'] })
  })
  return () => page.evaluate(() => (window as unknown as { progressSeen: number[] }).progressSeen)
}

const result = (page: Page, label: string) =>
  page
    .locator('main p')
    .filter({ hasText: new RegExp(`^${label}$`) })
    .locator('..')

const expectResult = async (page: Page, counts: Record<string, string>): Promise<void> => {
  for (const [label, count] of Object.entries(counts))
    await expect(result(page, label)).toHaveText(`${label}${count}`, { timeout: 60_000 })
}

test('[B11] [B12] 1,000 rows: the bar moves, three wrong rows say why, and the same file again changes nothing', async ({
  visit,
}, info) => {
  test.slow()
  const file = await generate(info.outputPath('bakiyeler.xlsx'), 1000, 3)
  const page = await visit('gulsen')
  await openImports(page)
  const progress = await watchProgress(page)
  await choose(page, file)
  await apply(page)
  await expectResult(page, { 'Yeni taslak': '997', 'Hatalı satır': '3' })
  // Uploading, looking and applying are one run each: a bar begins anew twice, and within a run nothing goes back.
  const seen = await progress()
  expect(seen.length).toBeGreaterThanOrEqual(2)
  expect(seen.filter((value, at) => at > 0 && value < seen[at - 1]!).length).toBeLessThanOrEqual(2)

  const wrong = page.getByRole('region', { name: 'Hatalı satırlar' }).getByRole('row')
  await expect(wrong).toHaveCount(4)
  await expect(wrong.nth(1)).toContainText('31.02.2026 diye bir gün yok.')
  await expect(wrong.nth(2)).toContainText('1.250 iki türlü okunabiliyor. Kuruşuyla yazın, örneğin 1.234,00.')
  await expect(wrong.nth(3)).toContainText('geçerli bir VKN değil.')

  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Hatalı satırları indir' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/\.xlsx$/)
  const path = info.outputPath('hatali.xlsx')
  await saved.saveAs(path)
  expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK')
  expect((await stat(path)).size).toBeGreaterThan(1000)

  await openImports(page)
  await choose(page, file)
  await apply(page)
  await expectResult(page, { 'Yeni taslak': '0', 'Aynı kalan': '997', 'Hatalı satır': '3' })
})

test('[B13] what cannot be read is refused with a sentence that says what to do', async ({ visit, forgive }, info) => {
  forgive(/status of 4\d\d/)
  const page = await visit('gulsen')
  await openImports(page)

  const empty = info.outputPath('bos.xlsx')
  await writeFile(empty, '')
  await choose(page, empty)
  await expect(page.getByRole('alert')).toContainText('Dosya boş.')

  const picture = info.outputPath('logo.png')
  await writeFile(picture, Buffer.from('89504e470d0a1a0a', 'hex'))
  await choose(page, picture)
  await expect(page.getByRole('alert')).toContainText('Bu dosya türü alınmıyor.')

  // The head of the old binary format, and of nothing at all.
  const refusals = [
    ['eski.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]), /Excel’de \.xlsx olarak/],
    ['rastgele.xlsx', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251)), /Excel ya da CSV/],
  ] as const
  for (const [name, bytes, sentence] of refusals) {
    const path = info.outputPath(name)
    await writeFile(path, bytes)
    await openImports(page)
    await choose(page, path)
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible()
  }
})

test('[B14] a running import is stopped from its screen, and runs to its end when started again @long', async ({
  visit,
}, info) => {
  test.slow()
  const file = await generate(info.outputPath('buyuk.xlsx'), 10_000, 0)
  const page = await visit('mehmet')
  await openImports(page)
  await choose(page, file)
  await apply(page)
  const bar = page.locator('main').getByRole('progressbar')
  await expect(bar).toHaveAttribute('aria-valuenow', /^[1-9]/, { timeout: 30_000 })
  await page.locator('main').getByRole('button', { name: 'Vazgeç' }).click()
  await expect(page.locator('main')).toContainText('İptal edildi')
  await expect(bar).toBeHidden()

  await page.getByRole('button', { name: 'Yeniden dene' }).click()
  await expect(bar).toBeVisible()
  await expect(result(page, 'Hatalı satır')).toHaveText('Hatalı satır0', { timeout: 120_000 })
  await expect(result(page, 'Yeni taslak')).toContainText(/\d/)
})
