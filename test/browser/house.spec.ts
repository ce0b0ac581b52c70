/** The house one lives in: reached by keyboard alone, quiet as it loads, and with one frame around every screen. */
import type { Page } from '@playwright/test'
import { companyOf, expect, openLive, test } from './visit.ts'

/** Presses Tab until the focus is where a person wants it. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  const wanted = page.getByRole('main').getByRole('button', { name, exact: true })
  const isThere = () => wanted.evaluate(button => button === document.activeElement)
  for (let presses = 0; presses < 12 && !(await isThere()); presses++) await page.keyboard.press('Tab')
  await expect(wanted).toBeFocused()
}

test('[B107] [UX36] by keyboard alone: down the list, into a letter, to its sending, out of it, and back to the row', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await openLive(page, `${home}/letters?filter[status]=draft`)
  const rows = page.locator('[data-row]')
  await rows.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1)).toBeFocused()
  const opened = await rows.nth(1).getAttribute('data-row')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/letters/${opened}`)
  // A new screen is read from its beginning.
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  const dialog = page.getByRole('alertdialog')
  const send = page.getByRole('main').getByRole('button', { name: 'Gönder', exact: true })
  await tabTo(page, 'Gönder')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  const cancel = dialog.getByRole('button', { name: 'Vazgeç' })
  for (let presses = 0; presses < 4; presses++) {
    await page.keyboard.press('Tab')
    await expect(dialog.locator(':focus')).toHaveCount(1)
    if (await cancel.evaluate(button => button === document.activeElement)) break
  }
  await expect(cancel).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(send).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(send).toBeFocused()

  await page.goBack()
  await expect(page.locator(`[data-row="${opened}"]`)).toBeFocused()
  await page.getByRole('link', { name: 'Mektuplar', exact: true }).click()
  await expect(rows.first()).toBeVisible()
  // A list that is opened anew begins at its top.
  await expect(rows.locator(':focus')).toHaveCount(0)
})

test('[B107] [UX34] [UX39] number cards do not glow as they load, and nothing moves for who asked for that', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { home, slug } = await companyOf(page)
  await page.addInitScript(() => {
    const seen = { glows: 0 }
    document.addEventListener('animationstart', ({ animationName }) => {
      if (animationName.startsWith('glow')) seen.glows++
    })
    Object.assign(window, { seen })
  })
  const glows = () => page.evaluate(() => (window as Window & { seen?: { glows: number } }).seen?.glows)
  await openLive(page, home)
  await expect(page.getByRole('link', { name: 'Taslak' })).toBeVisible()
  await expect(page.locator('main .breathing')).toHaveCount(0)
  expect(await glows()).toBe(0)

  await page.goto(`/c/${slug}/gallery`)
  const more = page.getByRole('button', { name: '+1', exact: true })
  await more.click()
  await expect(page.getByText('129', { exact: true })).toBeVisible()
  await expect.poll(glows).toBe(1)

  await page.emulateMedia({ reducedMotion: 'reduce' })
  await more.click()
  await expect(page.getByText('130', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Drawer', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  const longest = () =>
    page.evaluate(() =>
      Math.max(0, ...document.getAnimations().map(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0))),
    )
  // Skeletons, spinners and bars without an end are on this page, too.
  expect(await longest()).toBeLessThanOrEqual(1)
})

test('[B107] [UX35] [UX38] one frame: filled, loading, refused and empty; on a phone the chosen tab is in sight', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { slug, home } = await companyOf(page)
  await page.goto(`/c/${slug}/gallery`)
  const exhibit = (name: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true, level: 2 }) })
  const back = { name: 'Mektuplar' }
  await expect(exhibit('PageFrame').getByRole('heading', { level: 1 })).toHaveText('Işık Tekstil A.Ş.')
  await expect(exhibit('PageFrame: loading').getByRole('status')).toHaveText('Yükleniyor…')
  await expect(exhibit('PageFrame: loading').getByRole('heading', { level: 1 })).toHaveCount(0)
  const refused = exhibit('PageFrame: refused')
  await expect(refused.getByRole('alert')).toContainText('biraz sonra yeniden deneyin')
  await expect(refused.getByRole('button', { name: 'Yeniden dene' })).toBeVisible()
  await expect(exhibit('PageFrame: empty')).toContainText('Henüz kayıt yok')
  await expect(exhibit('PageFrame: empty')).not.toContainText('1.284.500,40')
  for (const state of ['', ': loading', ': refused', ': empty'])
    await expect(exhibit(`PageFrame${state}`).getByRole('link', back)).toBeVisible()

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${home}/settings?tab=certificates`)
  const tab = page.getByRole('tab', { selected: true })
  await expect(tab).toHaveText('Sertifikalar')
  await expect
    .poll(async () => (await tab.boundingBox())!.x + (await tab.boundingBox())!.width)
    .toBeLessThanOrEqual(390)
})
