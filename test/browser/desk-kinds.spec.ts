/** BA/BS and due dates on the accountant's desk: a month from its file to the answers, lines pasted, a version after a no. */
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { vknCheckDigit } from '../../suite/apps/mutabakat/domain/index.ts'
import { sendLetter, topOf } from './letter-way.ts'
import { companyOf, expect, openLive, takeOption, test } from './visit.ts'

const vkn = (first: string): string => `${first}${vknCheckDigit(first)}`

/** Sends the file that the page's picker asks for. */
const choose = async (page: Page, path: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Dosya seç' }).click()
  await (await chooser).setFiles(path)
}

const openRecord = async (page: Page) => {
  await page.getByRole('button', { name: 'Diğer işlemler' }).click()
  await page.getByRole('menuitem', { name: 'Yanıtı kaydet' }).click()
  const dialog = page.getByRole('dialog', { name: 'Yanıtı kaydet' })
  await dialog.getByText('Mutabık değil', { exact: true }).click()
  await dialog.getByRole('button', { name: /Fark nedeni/ }).click()
  await takeOption(page, page.getByRole('option', { name: 'Eksik fatura' }))
  await dialog.getByRole('textbox', { name: 'Yanıtlayan' }).fill('Ayşe Işık')
  return dialog
}

/** Keeps an answer that came on paper, with its scan. */
const keep = async (page: Page, scan: string): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: 'Yanıtı kaydet' })
  await writeFile(scan, '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  await choose(page, scan)
  await expect(dialog).toContainText('yüklendi')
  await dialog.getByRole('button', { name: 'Yanıtı kaydet' }).click()
  await expect(dialog).toBeHidden()
  await expect(topOf(page).getByText('Mutabık değil')).toBeVisible()
}

test('[B89] a month of form BS is imported, sent as one batch, and an answer with other documents moves its list at once @long', async ({
  visit,
}, info) => {
  test.slow()
  const page = await visit('gulsen')
  const mehmet = await visit('mehmet')
  const { home } = await companyOf(page)
  const path = info.outputPath('babs.csv')
  const rows = [
    'Donem;FormTipi;VKN_TCKN;Unvan;BelgeSayisi;Tutar;Eposta',
    `2025-03;BS;${vkn('731245801')};Çınar Form Ltd. Şti.;7;84.210,00;muhasebe@cinar-form.example`,
    `2025-03;BS;${vkn('731245802')};Ilgaz Form A.Ş.;2;12.500,00;muhasebe@ilgaz-form.example`,
    `2025-03;BS;${vkn('731245803')};Zeytin Form A.Ş.;1;900,00;muhasebe@zeytin-form.example`,
    'TOPLAM;;;;10;97.610,00;',
  ]
  await writeFile(path, `${rows.join('\n')}\n`)

  await openLive(mehmet, `${home}/babs?month=2025-03&form=bs`)
  await expect(mehmet.locator('main')).toContainText('Mart 2025 ayında bildirilecek Form BS yok')
  await expect(mehmet.locator('main')).toContainText('Beyanın son günü 30.04.2025 idi.')

  await openLive(page, `${home}/babs?month=2025-03&form=bs`)
  await topOf(page).getByRole('button', { name: 'Excel’den aktar' }).click()
  await expect(page.getByRole('radio', { name: /^BA \/ BS/ })).toBeChecked()
  await choose(page, path)
  await page.waitForURL(/\/imports\/[^/]+$/)
  await page.getByRole('button', { name: 'Değişiklikleri göster' }).click()
  const apply = page.getByRole('button', { name: 'Aktar', exact: true })
  await expect(apply).toBeEnabled({ timeout: 30_000 })
  await apply.click()
  await page.getByRole('button', { name: 'Bu mektupları gönder' }).click({ timeout: 30_000 })

  await expect(page.getByRole('heading', { level: 1, name: 'Toplu gönderim' })).toBeVisible()
  await expect(page.getByText('İlk 3 mektup')).toBeVisible()
  await page.getByRole('button', { name: '3 mektubu gönder' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '3 mektubu gönder' }).click()
  await page.waitForURL(/\/batches\/(?!new)[^/]+$/)

  const list = mehmet.getByRole('region', { name: 'Form BS' }).locator('[data-row]')
  await expect(list).toHaveCount(3)
  await expect(list.filter({ hasText: 'Çınar Form' })).toContainText('Gönderildi', { timeout: 30_000 })
  await expect(list.nth(0)).toContainText('Çınar Form')
  await expect(list.nth(2)).toContainText('Zeytin Form')
  await expect(list.nth(2)).toContainText('Haddin altında')
  await expect(mehmet.locator('main')).toContainText('97.610')

  await page.goto(`${home}/babs?month=2025-03&form=bs`)
  await page.locator('[data-row]').filter({ hasText: 'Çınar Form' }).click()
  await page.waitForURL(/\/letters\/[^/]+$/)
  await expect(page.locator('main')).toContainText('7 belge')
  const dialog = await openRecord(page)
  await dialog.getByRole('textbox', { name: 'Karşı tarafın belge sayısı' }).fill('5')
  await dialog.getByRole('textbox', { name: 'Karşı tarafın tutarı' }).fill('80.000,00')
  await keep(page, info.outputPath('yanit.pdf'))
  const answer = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Yanıt', exact: true }) })
  await expect(answer).toContainText('Belge farkı')

  const asked: string[] = []
  mehmet.on('request', request => {
    if (request.isNavigationRequest()) asked.push(request.url())
  })
  await expect(list.filter({ hasText: 'Çınar Form' })).toContainText('4.210')
  await expect(list.filter({ hasText: 'Çınar Form' })).toContainText('Mutabık değil')
  expect(asked).toEqual([])
})

test('[B90] a letter by due date is made of pasted lines, shows what is late, and becomes a version with other lines @long', async ({
  visit,
}, info) => {
  test.slow()
  const page = await visit('gulsen', { permissions: ['clipboard-read', 'clipboard-write'] })
  const { home } = await companyOf(page)
  await openLive(page, `${home}/letters/new`)
  await page.getByText('Vadeli cari').click()
  const counterparty = page.getByRole('combobox', { name: 'Cari' })
  await counterparty.fill('Boğaziçi')
  await takeOption(page, page.getByRole('option').filter({ hasText: 'Boğaziçi' }).first())
  await expect(counterparty).toHaveValue(/Boğaziçi./)

  const copied = 'Vade\tTutar\tYön\n30.11.2026\t7.500,00\tB\n15.10.2026\t2.000,00\tB\n01.06.2026\t500,00\tA'
  await page.evaluate(text => navigator.clipboard.writeText(text), copied)
  const amount = page.getByRole('textbox', { name: '1. satır, Tutar' })
  await amount.focus()
  await page.keyboard.press('Control+v')
  await expect(page.getByRole('textbox', { name: '3. satır, Tutar' })).toHaveValue('500,00')
  await expect(page.getByRole('group', { name: 'Vadelere göre bakiye' })).toContainText('9.000,00 TL, bize borçlu')
  await expect(page.getByRole('group', { name: 'Vadelere göre bakiye' })).toContainText('yalnız dokuzbin TL')
  await page.getByRole('button', { name: 'Satır ekle' }).click()
  await page.getByRole('button', { name: 'Taslak olarak kaydet' }).click()
  await expect(page.getByRole('textbox', { name: '4. satır, Tutar' })).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('button', { name: '4. satırı sil' }).click()
  await page.getByRole('button', { name: 'Taslak olarak kaydet' }).click()
  await page.waitForURL(/\/letters\/(?!new)[^/]+$/)

  const dues = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Vadelere göre bakiye' }) })
  await expect(dues.first()).toContainText('Vadesi gelmemiş')
  await expect(dues.first()).toContainText('%75')
  await expect(dues.first()).toContainText('90 günden fazla')
  await sendLetter(page)
  const record = await openRecord(page)
  await record.getByRole('textbox', { name: 'Karşı tarafın bakiyesi' }).fill('8.500,00')
  await keep(page, info.outputPath('yanit.pdf'))

  await page.getByRole('button', { name: 'Yeni sürüm yaz' }).click()
  const revise = page.getByRole('dialog', { name: 'Yeni sürüm yaz' })
  await revise.getByRole('textbox', { name: '3. satır, Tutar' }).fill('7.000,00')
  await expect(revise).toContainText('8.500,00 TL, bize borçlu')
  await revise.getByRole('button', { name: 'Yeni sürüm yaz' }).click()
  await expect(topOf(page)).toContainText('2. sürüm')
  await expect(dues.first()).toContainText('7.000,00')
  await expect(page.locator('main')).toContainText('8.500,00')
})

test('[MU494] a filter is added by keyboard, takes the focus, and what is set stands there after a reload', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await page.goto(`${home}/letters`)
  await page.locator('[data-row]').first().waitFor()
  const bar = page.getByRole('button', { name: 'Süzgeç ekle' }).locator('..')
  await expect(bar.getByRole('button')).toHaveCount(4)
  await page.getByRole('button', { name: 'Süzgeç ekle' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Borç / alacak' }).focus()
  await page.keyboard.press('Enter')
  const added = bar.getByRole('button', { name: /Borç \/ alacak/ })
  await expect(added).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Alacak', exact: true }).focus()
  await page.keyboard.press('Enter')
  const chips = page.getByRole('list', { name: 'Uygulanan süzgeçler' })
  await expect(chips).toContainText('Borç / alacak: Alacak')
  await page.reload()
  await expect(chips).toContainText('Borç / alacak: Alacak')
  await expect(added).toBeVisible()
  await expect(page.locator('[data-row]').first()).toContainText('(A)')
  await page.getByRole('button', { name: 'Süzgeç ekle' }).click()
  await page.getByRole('menuitem', { name: 'Tutar aralığı' }).click()
  await expect(page.getByRole('textbox', { name: 'En az' })).toBeFocused()
})

test('[MU495] letters chosen one by one stay chosen while the filters change, and are exactly what is gathered', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await openLive(page, `${home}/batches/new`)
  await page.getByText('Mektupları tek tek seçerek').click()
  const rows = page.getByRole('region', { name: 'Mektupları seçin' }).locator('tbody [data-row]')
  const pick = async (search: string): Promise<string> => {
    await page.getByRole('searchbox').fill(search)
    await expect(page).toHaveURL(/q=/)
    await expect(rows.first()).toContainText(search)
    const no = /MUT-\d{4}-\d+/.exec(await rows.first().innerText())![0]
    await rows.first().getByRole('checkbox').check({ force: true })
    return no
  }
  await expect(rows.first()).toBeVisible()
  const first = await pick((await rows.first().innerText()).match(/MUT-\d{4}-\d+/)![0])
  await expect(page.getByRole('status').filter({ hasText: '1 mektup seçildi' })).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await expect(rows.nth(1)).toBeVisible()
  const second = await pick((await rows.nth(1).innerText()).match(/MUT-\d{4}-\d+/)![0])
  expect(second).not.toBe(first)
  await expect(page.getByRole('status').filter({ hasText: '2 mektup seçildi' })).toBeVisible()
  const preview = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Ön izleme' }) })
  await expect(preview).toContainText(first)
  await expect(preview).toContainText(second)
  await page.getByText('Şimdilik yalnızca topla').click()
  await page.getByRole('button', { name: 'Grubu oluştur' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Grubu oluştur' }).click()
  await page.waitForURL(/\/batches\/(?!new)[^/]+$/)
  await expect(page.locator('main')).toContainText('Taslak')
})
