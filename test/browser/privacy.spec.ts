/** Data protection: how long what is kept, the legal hold, and persons who ask to be erased. */
import { violations } from './accessible.ts'
import { settingsOf, test } from './own-company.ts'
import { expect } from './visit.ts'

const COMPANY = 'Kum Saati Danışmanlık Ltd. Şti.'

test('[B32] a legal hold is set with a reason and lifted, and stands over every rule', async ({ own, enter }) => {
  await own.addCompany(COMPANY, 'sena@kumsaati.example')
  const page = await enter('sena@kumsaati.example')
  await page.goto(`${await settingsOf(page)}/retention`)
  await expect(page.getByRole('list', { name: 'Ne kadar saklanır' }).getByRole('listitem').first()).toBeVisible()
  for (const [deed, reason, after] of [
    ['Bekletmeyi başlat', 'Bursa 2. ATM 2026/118', 'Açık: hiçbir kayıt silinmez'],
    ['Bekletmeyi kaldır', 'Dava bitti', 'Kapalı.'],
  ] as const) {
    await page.getByRole('button', { name: deed }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.getByRole('button', { name: deed })).toBeDisabled()
    await dialog.getByLabel('Gerekçe').fill(reason)
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: deed }).click()
    await expect(page.getByText(after)).toBeVisible()
    await expect(dialog).toBeHidden()
  }
})

test('[B33] a person is found, handed out, and erased after a reason and the address typed again', async ({
  own,
  enter,
  forgive,
}) => {
  test.slow()
  const owner = await own.addCompany('Çam Kozalağı Mobilya A.Ş.', 'tuna@camkozalagi.example')
  const page = await enter('tuna@camkozalagi.example')
  const added = await page.request.post('/api/counterparties', {
    headers: {
      origin: own.url,
      'x-company': owner.company_id,
      'idempotency-key': 'c1f0a3de-8f4e-4f0e-9d0b-1b1b7a5a0d11',
    },
    data: {
      code: '120.01',
      title: 'Işıl Ticaret',
      kind: 'customer',
      tax_kind: 'none',
      tax_number: null,
      tax_office: null,
      contact_name: 'Işıl Kara',
      email: 'isil@isilticaret.example',
      mobile: null,
      locale: 'tr',
      contract_notice: false,
    },
  })
  expect(added.status()).toBe(201)
  await page.goto(`${await settingsOf(page)}/persons`)
  const dialog = page.getByRole('alertdialog')
  const sure = dialog.getByRole('button', { name: 'Kişiyi sil' })
  const find = async (email: string) => {
    await page.getByRole('textbox', { name: 'E-posta' }).fill(email)
    await page.getByRole('button', { name: 'Bul' }).click()
  }
  await find('kimse@hicbiryer.example')
  await expect(page.getByText('Bu kişi hakkında kayıt yok')).toBeVisible()
  await find('isil@isilticaret.example')
  const found = page.getByRole('list', { name: 'isil@isilticaret.example hakkında tutulanlar' })
  await expect(found).toContainText('Işıl Kara')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'JSON olarak ver' }).click()
  const requests = page.getByRole('list', { name: 'Yerine getirilen istekler' }).getByRole('listitem')
  await expect(requests.filter({ hasText: 'Verildi' })).toBeVisible()

  // That it was handed out is kept, too: nothing is erased that was not shown.
  forgive(/status of 409/)
  const erase = async () => {
    await page.getByRole('button', { name: 'Kişiyi sil' }).click()
    await dialog.getByLabel('Gerekçe').fill('12.11.2026 tarihli başvuru')
    await dialog.getByLabel(/Onaylamak için/).fill('isil@isilticaret.example')
    await sure.click()
    await expect(dialog).toBeHidden()
  }
  await erase()
  await expect(found.getByRole('listitem')).toHaveCount(2)
  await page.getByRole('button', { name: 'Kişiyi sil' }).click()
  await expect(sure).toBeDisabled()
  await dialog.getByLabel('Gerekçe').fill('12.11.2026 tarihli başvuru')
  await expect(sure).toBeDisabled()
  await dialog.getByLabel(/Onaylamak için/).fill('isil@isilticaret.example')
  expect(await violations(page)).toEqual([])
  await sure.click()
  await expect(dialog).toBeHidden()
  await expect(requests.filter({ hasText: 'Silindi' })).toBeVisible()
  await find('isil@isilticaret.example')
  await expect(page.getByText('Bu kişi hakkında kayıt yok')).toBeVisible()
})
