/** The task centre as a page: what runs is seen live, stopped after a question, started again, and found by filters. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { companyOf, expect, openLive, takeOption, test } from './visit.ts'

const GENERATOR = resolve(import.meta.dirname, '../../suite/apps/mutabakat/sample/generate-balances.ts')

/** A file of so many balances, uploaded and applied in one step, as a program would. */
const importBalances = async (page: Page, file: string, rows: number): Promise<void> => {
  await promisify(execFile)(process.execPath, [
    GENERATOR,
    file,
    '--rows',
    String(rows),
    '--wrong',
    '0',
    '--date',
    '2025-05-31',
  ])
  const { id } = await companyOf(page)
  const started = await page.request.post('/api/imports?apply=1', {
    headers: { 'x-company': id, origin: new URL(page.url()).origin },
    multipart: { file: { name: basename(file), mimeType: 'application/octet-stream', buffer: await readFile(file) } },
  })
  expect(started.status()).toBe(202)
}

test('[B40] a long import: bar, pace and time left live, stopped after a question, started again to its end @long', async ({
  visit,
}, info) => {
  test.slow()
  const page = await visit('mehmet')
  const { slug } = await companyOf(page)
  await openLive(page, `/c/${slug}/tasks`)
  await importBalances(page, info.outputPath('uzun.xlsx'), 20_000)

  // The page was open before there was such a task: it comes by itself, and moves by itself.
  const row = page.locator('[data-row]').filter({ hasText: 'uzun.xlsx' })
  await expect(row).toContainText('Sürüyor')
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]/, { timeout: 30_000 })
  await expect(row).toContainText(/ \/ sn/)
  await expect(row).toContainText(/kaldı/)

  await row.getByRole('button', { name: 'Durdur' }).click()
  const question = page.getByRole('alertdialog', { name: 'İşlem durdurulsun mu?' })
  await question.getByRole('button', { name: 'Vazgeç' }).click()
  await expect(row).toContainText('Sürüyor')
  await row.getByRole('button', { name: 'Durdur' }).click()
  await question.getByRole('button', { name: 'Durdur' }).click()
  await expect(row).toContainText('Durduruldu')
  await expect(row.getByRole('progressbar')).toHaveCount(0)

  await row.getByRole('button', { name: 'Yeniden başlat' }).click()
  await expect(row).toContainText('Tamamlandı', { timeout: 120_000 })

  await page
    .getByRole('button', { name: /^Durum/ })
    .first()
    .click()
  await takeOption(page, page.getByRole('option', { name: 'Tamamlanamadı' }))
  await expect(page).toHaveURL(/filter%5Bstate%5D=failed|filter\[state\]=failed/)
  await expect(page.getByText('Bu süzgeçlere uyan işlem yok')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Bu süzgeçlere uyan işlem yok')).toBeVisible()
  await page.getByRole('button', { name: 'Süzgeçleri temizle' }).click()
  await page.getByRole('button', { name: /^Tür/ }).first().click()
  await takeOption(page, page.getByRole('option', { name: 'Excel’den bakiye aktarımı' }))
  await expect(row).toBeVisible()
})

test('[B41] an owner sees the tasks of the whole company with their names, and stops only their own', async ({
  visit,
}, info) => {
  const his = await visit('mehmet')
  await his.goto('/')
  await importBalances(his, info.outputPath('mehmet.xlsx'), 20)
  const page = await visit('gulsen')
  const { slug } = await companyOf(page)
  await openLive(page, `/c/${slug}/tasks`)
  await page.getByRole('tab', { name: 'Şirketin tümü' }).click()
  const row = page.locator('[data-row]').filter({ hasText: 'mehmet.xlsx' })
  await expect(row).toContainText('Mehmet')
  await expect(row.getByRole('button')).toHaveCount(0)
  await page.getByRole('tab', { name: 'Benimkiler' }).click()
  await expect(row).toHaveCount(0)
})

test('[B42] the page says so when the network is away, and offers to try again when the server refuses', async ({
  visit,
  forgive,
}, info) => {
  forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 503|WebSocket/)
  const page = await visit('mehmet')
  const { slug } = await companyOf(page)
  await openLive(page, `/c/${slug}/tasks`)
  await importBalances(page, info.outputPath('bakım.xlsx'), 20)
  await expect(page.locator('[data-row]').filter({ hasText: 'bakım.xlsx' })).toBeVisible()
  await page.context().setOffline(true)
  await expect(page.getByText(/Gördükleriniz .* alındı/)).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText(/Gördükleriniz .* alındı/)).toBeHidden()

  const refused = {
    status: 503,
    contentType: 'application/json',
    body: '{"error":{"code":"unavailable","message":"Bakımda."}}',
  }
  await page.route('**/api/tasks*', route => route.fulfill(refused))
  await page.reload()
  await expect(page.locator('main').getByRole('alert')).toContainText('Bakımda.', { timeout: 30_000 })
  await page.unroute('**/api/tasks*')
  await page.locator('main').getByRole('button', { name: 'Yeniden dene' }).click()
  await expect(page.locator('[data-row]').filter({ hasText: 'bakım.xlsx' })).toBeVisible()
})
