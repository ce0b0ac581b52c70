/** What was done in a company: read, narrowed, exported, and checked to be whole. */
import { violations } from './accessible.ts'
import { settingsOf, test } from './own-company.ts'
import { expect, takeOption } from './visit.ts'

test('[B30] the audit log is filtered, opened, exported as a file, and found whole', async ({ own, enter }) => {
  test.slow()
  const { company_id } = await own.addCompany('Gri Taş Madencilik A.Ş.', 'oya@gritas.example')
  await own.addMember(company_id, 'banu@gritas.example', 'member')
  const page = await enter('oya@gritas.example')
  const settings = await settingsOf(page)
  await page.goto(settings)
  await page.getByLabel('Vergi dairesi').fill('Osmangazi')
  await page.getByRole('button', { name: 'Kaydet' }).first().click()
  await expect(page.getByText('Şirket bilgileri kaydedildi')).toBeVisible()

  await page.getByRole('link', { name: 'Denetim kaydı' }).click()
  const rows = page.locator('[data-row]')
  await expect(rows.filter({ hasText: 'Kişi katıldı' }).first()).toBeVisible()
  await page.getByRole('button', { name: /Kim$/ }).click()
  await takeOption(page, page.getByRole('option', { name: 'oya' }))
  await expect(rows.filter({ hasText: 'Kişi katıldı' })).toHaveCount(0)
  await expect(rows).toHaveCount(1)
  await expect(page).toHaveURL(/filter\[actor\]=/)
  await rows.first().click()
  const dialog = page.getByRole('dialog', { name: 'Şirket bilgileri değişti' })
  await expect(dialog.getByRole('cell', { name: 'Osmangazi' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Dışa aktar' }).click()
  await page.getByRole('menuitem', { name: 'CSV dosyası' }).click()
  await page.getByRole('button', { name: /^İşlemler/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('dialog', { name: 'İşlemler' }).getByRole('link', { name: 'Dosya' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Bütünlüğü denetle' }).click()
  await expect(page.getByText('Kayıt bütün')).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('[B31] a damaged audit log names its first row that does not hold', async ({ own, enter }) => {
  await own.addCompany('Ak Martı Denizcilik A.Ş.', 'can@akmarti.example')
  const page = await enter('can@akmarti.example')
  // Only the database's owner could damage it, past every trigger; the finding itself is proved beside the audit log.
  await page.route('**/api/audit/verify', route =>
    route.fulfill({
      json: {
        whole: false,
        checked: 7,
        anchored: { position: 9, at: '2026-11-21T10:00:00.000Z' },
        problem: {
          fault: 'changed',
          position: 5,
          record: { id: '0199', at: '2026-11-20T10:00:00.000Z', action: 'member.role_changed' },
          message: 'Kayıt sonradan değiştirilmiş.',
        },
      },
    }),
  )
  await page.goto(`${await settingsOf(page)}/audit`)
  await page.getByRole('button', { name: 'Bütünlüğü denetle' }).click()
  const verdict = page.getByRole('alert').filter({ hasText: 'Kayıt bozulmuş' })
  await expect(verdict).toContainText('Kayıt sonradan değiştirilmiş.')
  await expect(verdict).toContainText('5. sıra · Rol değişti')
  expect(await violations(page)).toEqual([])
})
