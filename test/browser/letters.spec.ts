/** The list of letters and what is around it: the PDF, the palette, languages, the theme. */
import type { Page } from '@playwright/test'
import { az } from '../../suite/apps/mutabakat/locales/az.ts'
import { en } from '../../suite/apps/mutabakat/locales/en.ts'
import { tr } from '../../suite/apps/mutabakat/locales/tr.ts'
import { topOf } from './letter-way.ts'
import { companyOf, expect, openLive, takeOption, test } from './visit.ts'

const rows = (page: Page) => page.locator('tbody [data-row]')

/** The texts of one column, as they stand. */
const column = async (page: Page, name: string): Promise<string[]> => {
  const heads = await page.getByRole('columnheader').allInnerTexts()
  const at = heads.findIndex(head => head.trim() === name)
  return rows(page)
    .locator(`td:nth-child(${at + 1})`)
    .allInnerTexts()
}

/** Resolves when the list that the page now asks for stands on it. */
const settled = (page: Page) => expect(page.locator('table[aria-busy=false]')).toBeVisible()

test('[B15] the letter opens as a PDF over its page', async ({ visit }) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await page.goto(`${home}/letters?filter[status]=approved`)
  await rows(page).first().click()
  await expect(topOf(page)).toContainText('Mutabık')
  const arrived = page.waitForResponse(response => /\/api\/mutabakat\/[^/]+\/pdf/.test(response.url()))
  await page.getByRole('button', { name: 'PDF’yi gör' }).click()
  const pdf = await arrived
  expect(pdf.status()).toBe(200)
  expect(pdf.headers()['content-type']).toContain('application/pdf')
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('iframe')).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'İndir' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'PDF’yi gör' })).toBeFocused()
})

test('[B16] the list is sorted, filtered, searched and paged by the server, and its address says so', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await openLive(page, `${home}/letters`)

  await page.getByRole('button', { name: 'Numara', exact: true }).click()
  await expect(page).toHaveURL(/sort=no/)
  await settled(page)
  const ascending = await column(page, 'Numara')
  expect(ascending).toHaveLength(50)
  expect(ascending).toEqual([...ascending].sort())

  const first = ascending[0]!
  await page.getByRole('button', { name: 'Sonraki sayfa' }).click()
  await expect(page).toHaveURL(/cursor=/)
  await expect(rows(page).filter({ hasText: first })).toHaveCount(0)
  await settled(page)
  const second = await column(page, 'Numara')
  expect(second[0]! > ascending.at(-1)!).toBe(true)
  await page.getByRole('button', { name: 'Önceki sayfa' }).click()
  await expect(rows(page).first()).toContainText(first)

  await page.getByRole('button', { name: 'Numara', exact: true }).click()
  await expect(page).toHaveURL(/sort=-no/)
  await expect(page.getByRole('columnheader', { name: 'Numara' })).toHaveAttribute('aria-sort', 'descending')

  await page
    .getByRole('button', { name: /^Durum/ })
    .first()
    .click()
  await takeOption(page, page.getByRole('option', { name: 'Mutabık değil' }))
  await expect(page.getByRole('list', { name: 'Uygulanan süzgeçler' })).toContainText('Durum: Mutabık değil')
  await expect(rows(page).first()).toContainText('Mutabık değil')
  await settled(page)
  for (const status of await column(page, 'Durum')) expect(status).toBe('Mutabık değil')

  await page.reload()
  await expect(rows(page).first()).toContainText('Mutabık değil')
  await page.getByRole('searchbox').fill('yokboylebirsey')
  await expect(page.getByText('Bu süzgeçlere uyan mektup yok')).toBeVisible()
  await page.getByRole('button', { name: 'Süzgeçleri temizle' }).click()
  await expect(rows(page)).toHaveCount(50)
  // Turkish casing: a capital İ finds a small i, and the other way round.
  await page.getByRole('searchbox').fill('İNCİ')
  await expect(rows(page).first()).toContainText('İnci')
})

test('[B17] five drafts are sent as one task, seen in the task centre, and their rows follow', async ({ visit }) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  // The oldest drafts: they are the sample's, whatever other tests imported.
  await openLive(page, `${home}/letters?filter[status]=draft&sort=created_at`)
  const numbers = (await column(page, 'Numara')).slice(0, 5)
  expect(numbers).toHaveLength(5)
  for (const no of numbers) await page.getByRole('checkbox', { name: new RegExp(no) }).check({ force: true })
  await expect(page.getByText('5 seçili')).toBeVisible()
  await page.getByRole('button', { name: 'Seçilenleri gönder' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Gönder' }).click()
  await expect(page.getByText(/^5 mektup gönderiliyor/)).toBeVisible()

  await page.getByRole('button', { name: /^İşlemler/ }).click()
  const task = page.getByRole('dialog', { name: 'İşlemler' }).getByRole('listitem').first()
  await expect(task).toContainText('5 mektubun gönderimi')
  await expect(task).toContainText('Tamamlandı')
  await page.keyboard.press('Escape')
  for (const no of numbers) await expect(rows(page).filter({ hasText: no })).toContainText('Gönderildi')
})

test('[B18] the palette leads to the letters by keyboard alone', async ({ visit }) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await openLive(page, home)
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Ara ya da git' })
  await expect(palette).toBeVisible()
  await page.keyboard.type('mektuplara')
  await expect(palette.getByRole('menuitem')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/letters$/)
  await expect(page.getByRole('heading', { level: 1, name: tr.letters.title })).toBeVisible()
  await expect(palette).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
})

test('[B19] the language changes in place: list, form, letter and the page of a guest', async ({ visit, forgive }) => {
  forgive(/status of 404.*no-such-link/)
  const page = await visit('mehmet')
  const { home } = await companyOf(page)
  const choose = async (name: string) => {
    await page.getByRole('button', { name: /Dil|Language/ }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  const languages = [
    { locale: 'en', name: 'English', catalogue: en },
    { locale: 'az', name: 'Azərbaycanca', catalogue: az },
    { locale: 'tr', name: 'Türkçe', catalogue: tr },
  ] as const
  await openLive(page, `${home}/letters`)
  await page.evaluate(() => void Object.assign(window, { neverReloaded: true }))
  for (const { locale, name, catalogue } of languages) {
    await choose(name)
    await expect(page.locator('html')).toHaveAttribute('lang', locale)
    await expect(page.getByRole('heading', { level: 1, name: catalogue.letters.title })).toBeVisible()
    await page.getByRole('button', { name: catalogue.letters.new }).click()
    await expect(page.getByRole('heading', { level: 1, name: catalogue.form.new_title })).toBeVisible()
    await expect(page.getByRole('button', { name: catalogue.form.save, exact: true })).toBeVisible()
    await page.goBack()
    await rows(page).first().click()
    await expect(page.getByRole('heading', { level: 2, name: catalogue.letter.sections.history })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1, name: catalogue.letters.title })).toBeVisible()
  }
  expect(await page.evaluate(() => Object.hasOwn(window, 'neverReloaded'))).toBe(true)

  const guest = await visit('guest', { locale: 'tr-TR' })
  await guest.goto('/p/m/no-such-link')
  for (const { name, catalogue } of languages) {
    await guest.getByRole('button', { name: /Dil|Language/ }).click()
    await guest.getByRole('menuitem', { name }).click()
    await expect(guest.getByText(catalogue.portal.invalid_title)).toBeVisible()
  }
})

test('[B20] the dark theme is chosen, and stays chosen', async ({ visit }) => {
  const page = await visit('gulsen', { colorScheme: 'light' })
  const { home } = await companyOf(page)
  await openLive(page, home)
  const theme = page.locator('html')
  await expect(theme).toHaveAttribute('data-theme', 'light')
  await page.getByRole('button', { name: 'Görünüm' }).click()
  await page.getByRole('menuitem', { name: 'Koyu' }).click()
  await expect(theme).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(theme).toHaveAttribute('data-theme', 'dark')
})
