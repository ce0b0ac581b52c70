/** The desk of an accountant: cards, a file from any program, its wrong rows, reports and the company's own rules. */
import { writeFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { companyOf, expect, openLive, takeOption, test } from './visit.ts'

/** Sends the file that the page's picker asks for. */
const choose = async (page: Page, path: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Dosya seç' }).click()
  await (await chooser).setFiles(path)
}

const pick = async (page: Page, field: Locator, option: string | RegExp): Promise<void> => {
  await field.click()
  await takeOption(page, page.getByRole('option', { name: option }))
}

/** A select of the kit has its label and its value in its name. */
const select = (page: Page, label: string) => page.getByRole('button', { name: new RegExp(`${label}( \\*)?$`) })

/** The choice that stands beside a label, by the label's own text. */
const fact = (page: Page, label: string) =>
  page
    .locator('main p')
    .filter({ hasText: new RegExp(`^${label}$`) })
    .locator('..')

test('[B58] [B59] [B60] a list with headings of its own is mapped, shown before it is written, and repaired where it stands', async ({
  visit,
}, info) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  const path = info.outputPath('depo.csv')
  const rows = [
    'Ref;Firma;Borçlu;Posta',
    ...Array.from({ length: 8 }, (_, at) => `DSK${at};Masa Deneme ${at} Ltd. Şti.;1.${at}50,00;d${at}@masa.example`),
    'DSK8;Masa Hatalı A.Ş.;yok;d8@masa.example',
    'DSK9;Masa Hatalı B.Ş.;yok;d9@masa.example',
  ]
  await writeFile(path, `${rows.join('\n')}\n`)
  await openLive(page, `${home}/imports`)
  await choose(page, path)
  await page.waitForURL(/\/imports\/[^/]+$/)

  await expect(page.getByRole('region', { name: 'İlk satırlar' })).toContainText('Masa Deneme 0')
  const check = page.getByRole('button', { name: 'Değişiklikleri göster' })
  for (const [label, heading] of [
    ['Cari kodu', 'Ref'],
    ['Unvan', 'Firma'],
    ['Bakiye', 'Borçlu'],
    ['E-posta', 'Posta'],
  ] as const) {
    const field = select(page, label).first()
    if (!(await field.isVisible())) await page.getByRole('button', { name: /alan daha$/ }).click()
    await pick(page, field, heading)
  }
  await expect(check).toBeDisabled()
  const day = page.getByRole('group', { name: /^Mutabakat tarihi/ })
  await day.getByRole('spinbutton').first().press('1')
  await page.keyboard.type('5032025')
  // The same two names stand among the columns.
  const rest = page.getByRole('group', { name: 'Sütunu olmayanlar için' })
  await pick(page, rest.getByRole('button', { name: /Borç \/ alacak$/ }), /^Borç \(/)
  await page.getByLabel('Şablon adı').fill('Masa raporu')
  await check.click()

  await expect(fact(page, 'Yeni taslak')).toHaveText('Yeni taslak8')
  await expect(fact(page, 'Hatalı satır')).toHaveText('Hatalı satır2')
  await expect(page.locator('main')).toContainText('1.050,00')
  await page.getByRole('button', { name: 'Aktar', exact: true }).click()

  const grid = page.getByRole('region', { name: 'Hatalı satırlar' }).getByRole('row')
  await expect(grid).toHaveCount(3)
  const cell = page.getByRole('textbox', { name: '10. satır, Bakiye' })
  await expect(cell).toHaveAttribute('aria-invalid', 'true')
  await cell.fill('900,00')
  // Enter goes to the row below, and the row that was left is read again.
  await cell.press('Enter')
  await expect(page.getByRole('textbox', { name: '11. satır, Bakiye' })).toBeFocused()
  await expect(grid).toHaveCount(2)
  await expect(fact(page, 'Yeni taslak')).toHaveText('Yeni taslak9')
  await page.keyboard.insertText('x')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: '11. satır, Bakiye' })).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('button', { name: '11. satırı atla' }).click()
  await expect(page.locator('main')).toContainText('Hatalı satır kalmadı')
  await expect(page.locator('main')).toContainText('1 satır atlandı')

  // The next file with the same headings is known by the template.
  await openLive(page, `${home}/imports`)
  await expect(page.locator('main')).toContainText('Masa raporu')
  await choose(page, path)
  await page.waitForURL(/\/imports\/[^/]+$/)
  await expect(page.getByRole('status').filter({ hasText: 'Masa raporu' })).toBeVisible()
})

test('[B61] [B62] cards change hands together; a card keeps what is typed when somebody else saves first', async ({
  visit,
  forgive,
}) => {
  forgive(/status of 412/)
  const page = await visit('gulsen')
  const { id: company, home } = await companyOf(page)
  await openLive(page, `${home}/counterparties`)
  const headers = { 'x-company': company, 'x-requested-with': 'nabiz', origin: new URL(page.url()).origin }
  await page.getByRole('row').nth(1).getByRole('checkbox').check({ force: true })
  await page.getByRole('row').nth(2).getByRole('checkbox').check({ force: true })
  await page.getByRole('button', { name: 'Sorumlusunu değiştir' }).click()
  const dialog = page.getByRole('alertdialog')
  await pick(page, dialog.getByRole('button', { name: /Yeni sorumlu/ }), /^Mehmet/)
  await dialog.getByRole('button', { name: 'Ata', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row').nth(1)).toContainText('Mehmet')
  await expect(page.getByRole('row').nth(2)).toContainText('Mehmet')

  const answer = await page.request.post('/api/counterparties', {
    headers,
    data: { code: `B62-${Date.now()}`, title: 'Çakışma Gıda A.Ş.', email: 'eski@cakisma.example' },
  })
  const card = (await answer.json()) as { id: string; rev: number }
  await openLive(page, `${home}/counterparties/${card.id}`)
  await page.getByRole('button', { name: 'Cariyi düzenle' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Yetkili kişi').fill('Ayşe Işık')
  const other = await page.request.patch(`/api/counterparties/${card.id}`, {
    headers: { ...headers, 'if-match': `"${card.rev}"` },
    data: { email: 'yeni@cakisma.example' },
  })
  expect(other.status()).toBe(200)
  await form.getByRole('button', { name: 'Kaydet' }).click()
  await expect(form.getByRole('alert')).toContainText('yeni@cakisma.example')
  await expect(form.getByLabel('Yetkili kişi')).toHaveValue('Ayşe Işık')
  await form.getByRole('button', { name: 'Kaydet' }).click()
  await expect(form).toBeHidden()
  await expect(page.locator('main')).toContainText('Ayşe Işık')

  await page.getByRole('button', { name: 'Cariyi sil' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cariyi sil' }).click()
  await page.waitForURL(/\/counterparties$/)
})

test('[B63] a report becomes a file, and a PDF is judged by its signatures alone', async ({ visit }, info) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await openLive(page, `${home}/reports`)
  await expect(page.getByRole('region', { name: 'Bakiye tarihine göre' }).getByRole('row')).not.toHaveCount(1)

  await page.getByRole('tab', { name: 'Dosyalar' }).click()
  await page.getByRole('button', { name: 'Dosyayı hazırla' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Dosya hazır.' })).toBeVisible({ timeout: 30_000 })
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'İndir' }).click()
  expect((await saving).suggestedFilename()).toMatch(/\.xlsx$/)

  await page.getByRole('tab', { name: 'İmza denetimi' }).click()
  const plain = info.outputPath('duz.pdf')
  await writeFile(plain, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  await choose(page, plain)
  const verdict = page.getByRole('status').filter({ hasText: 'SHA-256' })
  await expect(verdict).toContainText('Bu PDF’te imza yok.')
  await expect(verdict).toContainText('L0')
})

test('[B64] [B65] a feast is added, and words are filled with a sample, counted as SMS, saved and taken back', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await openLive(page, `${home}/settings?tab=holidays`)
  await expect(page.locator('main')).toContainText('29 Ekim')
  const day = page.getByRole('group', { name: 'Bayram günü' })
  await day.getByRole('spinbutton').first().press('2')
  await page.keyboard.type('0032026')
  await page.getByRole('button', { name: 'Ekle', exact: true }).click()
  await page.getByRole('button', { name: 'Kaydet' }).click()
  await expect(page.getByRole('button', { name: 'Kaydet' })).toBeDisabled()
  await page.reload()
  await expect(page.getByRole('button', { name: '2026-03-20 gününü çıkar' })).toBeVisible()

  await page.getByRole('tab', { name: 'Şablonlar' }).click()
  await pick(page, page.getByRole('button', { name: /İleti$/ }), /^SMS$/)
  const text = page.getByRole('textbox', { name: 'Metin' })
  await text.fill('Şirketimizle mutabakatınız: {link} ')
  await page.getByRole('button', { name: 'Son gün' }).click()
  await expect(text).toHaveValue(/\{son_gun\}/)
  await expect(page.getByRole('status').filter({ hasText: 'parça SMS' })).toBeVisible()
  await page.getByRole('button', { name: 'Kaydet' }).click()
  await expect(page.locator('main')).toContainText('Sürüm 1')
  await text.fill('bağlantısız')
  await expect(page.getByRole('button', { name: 'Kaydet' })).toBeDisabled()
  await page.getByRole('button', { name: 'Hazır metne dön' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Hazır metne dön' }).click()
  await expect(page.locator('main')).toContainText('Hazır metin')
  await expect(text).not.toHaveValue('bağlantısız')
})
