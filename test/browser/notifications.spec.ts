/** The page of notifications, and how people choose what they hear of. */
import { letterSteps } from '../suite/letter-steps.ts'
import { mailsShownTo } from '../suite/mails.ts'
import { createStranger, signInAt } from '../suite/person.ts'
import { companyOf, expect, openLive, test, unread } from './visit.ts'

test('[B45] an answer is unread on the page and in the bell, leads to its letter, and is read everywhere at once', async ({
  visit,
  baseURL,
}) => {
  test.slow()
  const member = await signInAt(baseURL!, 'gulsen@defnegida.example', 'nabiz-ornek-2026')
  const steps = letterSteps({ member, guest: createStranger(baseURL!), nextMail: mailsShownTo(member) })
  const letter = await steps.draft()
  const guest = await steps.visit(letter)
  const [page, second] = [await visit('gulsen'), await visit('gulsen')]
  const { slug } = await companyOf(page)

  await openLive(page, `/c/${slug}/notifications?filter[unread]=true`)
  await openLive(second, `/c/${slug}/notifications`)
  await steps.answer(guest)
  const row = page.locator('main li').filter({ hasText: letter.no }).first()
  await expect(row).toContainText('Başarılı')
  await expect(row).toContainText('Okunmadı')
  await expect.poll(() => unread(second)).toBeGreaterThan(0)

  await row.getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/letters/${letter.id}$`))
  const same = second.locator('main li').filter({ hasText: letter.no }).first()
  await expect(same).toBeVisible()
  await expect(same).not.toContainText('Okunmadı')

  const all = second.getByRole('button', { name: 'Tümünü okundu say' }).last()
  if (await all.isEnabled()) await all.click()
  await expect.poll(() => unread(page)).toBe(0)
  await page.goto(`/c/${slug}/notifications?filter[unread]=true`)
  await expect(page.getByText('Okunmamış bildirim yok').last()).toBeVisible()
  await page.getByRole('button', { name: 'Tümünü göster' }).click()
  await expect(page.locator('main li').first()).toBeVisible()
})

test('[B46] a switch of the settings holds after a reload, and goes back when the server refuses', async ({
  visit,
  forgive,
}) => {
  forgive(/status of 503/)
  const page = await visit('mehmet')
  const { slug } = await companyOf(page)
  await openLive(page, `/c/${slug}/notifications/settings`)
  const way = page.getByRole('switch', { name: 'Bir mektup onaylandı: E-posta' })
  await expect(way).not.toBeChecked()
  await way.focus()
  const saved = page.waitForResponse(answer => answer.request().method() === 'PATCH')
  await page.keyboard.press('Space')
  await expect(way).toBeChecked()
  expect((await saved).status()).toBe(200)
  await page.reload()
  await expect(way).toBeChecked()

  const refused = {
    status: 503,
    contentType: 'application/json',
    body: '{"error":{"code":"unavailable","message":"Bakımda."}}',
  }
  await page.route('**/api/notifications/settings/*', route => route.fulfill(refused))
  await way.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('Bakımda.')).toBeVisible()
  await expect(way).toBeChecked()
})
