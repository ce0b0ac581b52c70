/** What others do in a company and in the installation, on screens that stand open. */
import type { Page } from '@playwright/test'
import { violations } from './accessible.ts'
import { settingsOf, test } from './own-company.ts'
import { expect, liveBadge } from './visit.ts'

const openLive = async (page: Page, path: string): Promise<void> => {
  await page.goto(path)
  await expect(liveBadge(page)).toBeVisible()
  await page.evaluate(() => void Object.assign(window, { neverReloaded: true }))
}
const wasNeverReloaded = (page: Page) => page.evaluate(() => Object.hasOwn(window, 'neverReloaded'))

test('[B70] lists of people and invitations follow what another administrator does', async ({ own, enter }) => {
  test.slow()
  const { company_id } = await own.addCompany('Yeşil Çatı Yapı A.Ş.', 'nur@yesilcati.example')
  await own.addMember(company_id, 'can@yesilcati.example', 'admin')
  const [page, other] = [await enter('nur@yesilcati.example'), await enter('can@yesilcati.example')]
  const members = `${await settingsOf(page)}/members`
  await openLive(other, members)
  await page.goto(members)
  const people = other.getByRole('list', { name: 'Kişiler' }).getByRole('listitem')
  await expect(people).toHaveCount(2)

  await page.getByLabel('Davet edilecek e-posta').fill('yeni@yesilcati.example')
  await page.getByRole('button', { name: 'Davet gönder' }).click()
  await expect(other.getByText('yeni@yesilcati.example')).toBeVisible()
  await page.getByRole('button', { name: 'Geri çek: yeni@yesilcati.example' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Geri çek' }).click()
  await expect(other.getByText('Bekleyen davet yok')).toBeVisible()

  await own.addMember(company_id, 'ece@yesilcati.example', 'viewer')
  await expect(people).toHaveCount(3)
  expect(await wasNeverReloaded(other)).toBe(true)
})

test('[B71] the company’s tasks follow what its people start, without asking again and again', async ({
  own,
  enter,
}) => {
  test.slow()
  const { company_id } = await own.addCompany('Mavi Kıyı Gıda A.Ş.', 'su@mavikiyi.example')
  await own.addMember(company_id, 'arda@mavikiyi.example', 'admin')
  const [page, other] = [await enter('su@mavikiyi.example'), await enter('arda@mavikiyi.example')]
  const settings = await settingsOf(page)
  await openLive(other, settings.replace('/settings', '/tasks'))
  await other.getByRole('tab', { name: 'Şirketin tümü' }).click()
  await expect(other.getByText('Henüz').first()).toBeVisible()
  const asked: string[] = []
  other.on('request', request => {
    if (request.url().includes('/api/company/tasks')) asked.push(request.url())
  })
  const answer = await page.request.post('/api/audit/export', {
    headers: { origin: own.url, 'x-company': company_id },
    data: { format: 'csv' },
  })
  expect(answer.status()).toBe(202)
  const row = other.locator('[data-row]')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('su')
  await expect(row).toContainText('Tamamlandı')
  expect(asked.length).toBeLessThan(10)
  expect(await wasNeverReloaded(other)).toBe(true)
})

test('[B72] an operator makes another, whose open screens follow; the palette leads there', async ({
  own,
  enter,
  forgive,
}) => {
  test.slow()
  // Who is operator no more asks once more before the page goes away.
  forgive(/status of 403/)
  const { identity, services } = own.suite
  const second = await own.addCompany('Gri Kule Enerji A.Ş.', 'ada@grikule.example')
  const first = await enter(own.suite.sample!.email)
  const other = await enter('ada@grikule.example')
  await openLive(other, await settingsOf(other))
  await expect(other.getByRole('link', { name: 'İşletmenler' })).toHaveCount(0)

  await openLive(first, await settingsOf(first))
  await first.keyboard.press('Control+k')
  await first.getByRole('dialog').getByRole('searchbox').fill('işletmen')
  await first.keyboard.press('Enter')
  await expect(first).toHaveURL(/\/settings\/operators$/)
  await expect(first.getByRole('list', { name: 'Kurulumun işletmenleri' }).getByRole('listitem')).toHaveCount(1)
  expect(await violations(first)).toEqual([])
  await first.getByLabel('Eklenecek kişinin e-postası').fill('ada@grikule.example')
  await first.getByRole('button', { name: 'İşletmen yap' }).click()
  await expect(first.getByText('ada@grikule.example')).toBeVisible()

  await other.getByRole('link', { name: 'İşletmenler' }).click()
  await expect(other.getByRole('list', { name: 'Kurulumun işletmenleri' }).getByRole('listitem')).toHaveCount(2)
  await services.store.asSystem('a test ends it', trx =>
    identity.operators.remove(trx, second.user_id, { actor: 'system' }),
  )
  await expect(other.getByText('Bu bölümü görme yetkiniz yok')).toBeVisible()
  expect(await wasNeverReloaded(other)).toBe(true)
})

test('[B73] in Azerbaijani dates, numbers and what a screen reader hears are Azerbaijani', async ({ visit }) => {
  const page = await visit('gulsen', { locale: 'az-AZ' })
  const me = (await (await page.request.get('/api/me')).json()) as { companies: { slug: string }[] }
  await page.goto(`/c/${me.companies[0]!.slug}/gallery`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'az')
  const said = await page.evaluate(() => {
    const day = Date.UTC(2026, 10, 21, 9)
    return [
      new Intl.DateTimeFormat('az', { month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' }).format(day),
      new Intl.DateTimeFormat('az', { weekday: 'long', timeZone: 'UTC' }).format(day),
      new Intl.NumberFormat('az').format(2500.75),
      new Intl.NumberFormat('az', { style: 'currency', currency: 'AZN', currencyDisplay: 'narrowSymbol' }).format(5),
      new Intl.RelativeTimeFormat('az', { numeric: 'auto' }).format(-1, 'day'),
      ['zər', 'kənd', 'xalça', 'əl', 'ev'].sort(new Intl.Collator('az').compare).join(),
      new Intl.ListFormat('az').format(['alma', 'nar']),
    ]
  })
  expect(said).toEqual([
    '21 noyabr 2026',
    'şənbə',
    '2.500,75',
    '5,00\u00a0₼',
    'dünən',
    'ev,əl,xalça,kənd,zər',
    'alma və nar',
  ])
  // What React Aria says by itself: the parts of a date, the buttons of a number.
  const main = page.locator('main')
  await expect(main.getByRole('spinbutton', { name: /^ay, /i }).first()).toBeVisible()
  await expect(main.getByRole('button', { name: /^Artır/ }).first()).toBeVisible()
  await expect(main.getByRole('spinbutton', { name: /Day|Month|Year/ })).toHaveCount(0)
  await expect(main.getByRole('button', { name: /Increase|Decrease/ })).toHaveCount(0)
})
