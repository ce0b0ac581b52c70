/** Working with letters by the period: a batch that waits for its hour, a period closed and opened again. */
import { test } from './own-company.ts'
import { companyOf, expect } from './visit.ts'

const GULSEN = 'gulsen@defnegida.example'

test('[B51] drafts of a period become a batch that waits for its hour, and is called off', async ({ enter }) => {
  const page = await enter(GULSEN)
  const { home } = await companyOf(page)
  await page.goto(`${home}/periods`)
  const row = page
    .locator('tbody [data-row]')
    .filter({ hasText: '31.10.2026' })
    .filter({ has: page.locator('td', { hasText: /^(Tür)?Cari$/ }) })
  await row.getByRole('button', { name: 'Diğer işlemler' }).click()
  await page.getByRole('menuitem', { name: 'Taslakları gönder' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Toplu gönderim' })).toBeVisible()
  await expect(page.getByText('İlk 5 mektup')).toBeVisible()
  await page.getByText('Bir iş gününde').click()
  await page.getByRole('button', { name: 'Gönderimi planla' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('mektup gidecek')
  await dialog.getByRole('button', { name: 'Gönderimi planla' }).click()
  await expect(page.getByText('Zamanı bekliyor')).toBeVisible()
  await page.getByRole('button', { name: 'Gönderimi iptal et' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Gönderimi iptal et' }).click()
  await expect(page.getByText('İptal edildi')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Planı değiştir' })).toBeHidden()
})

test('[B52] a period with unfinished letters is closed with a reason only, and opened again', async ({ enter }) => {
  const page = await enter(GULSEN)
  const { home } = await companyOf(page)
  await page.goto(`${home}/periods`)
  const row = page.locator('tbody [data-row]').filter({ hasText: '31.10.2026' }).filter({ hasText: 'Dövizli' })
  await row.getByRole('button', { name: 'Diğer işlemler' }).click()
  await page.getByRole('menuitem', { name: 'Dönemi kapat' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('1 gönderilmemiş mektup var')
  await expect(dialog.getByRole('button', { name: 'Dönemi kapat' })).toBeDisabled()
  await dialog.getByText('Bitmeyenlere rağmen kapat').click()
  await expect(dialog.getByRole('button', { name: 'Dönemi kapat' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Neden' }).fill('Yıl sonu')
  await dialog.getByRole('button', { name: 'Dönemi kapat' }).click()
  await expect(row).toContainText('Kapalı')
  await row.getByRole('button', { name: 'Diğer işlemler' }).click()
  await page.getByRole('menuitem', { name: 'Yeniden aç' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yeniden aç' }).click()
  await expect(row).toContainText('Açık')
})
