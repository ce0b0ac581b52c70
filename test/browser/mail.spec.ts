/** The mails of a company: their sender, their texts in three languages, and what became of each. */
import { mailsOf } from '../suite/mails.ts'
import { violations } from './accessible.ts'
import { settingsOf, test } from './own-company.ts'
import { expect } from './visit.ts'

test('[B34] the sender shows in every text, texts come in three languages, and the log tells what left', async ({
  own,
  enter,
}) => {
  test.slow()
  await own.addCompany('Kiraz Dalı Gıda A.Ş.', 'ada@kirazdali.example')
  const page = await enter('ada@kirazdali.example')
  const settings = await settingsOf(page)
  await page.goto(settings)
  await page.getByLabel('Gönderen adı').fill('Kiraz Dalı Muhasebe')
  await page.getByLabel('Yanıt adresi').fill('muhasebe@kirazdali.example')
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'E-postaların göndereni' }) })
  await card.getByRole('button', { name: 'Kaydet' }).click()
  await expect(page.getByText('Gönderen kaydedildi')).toBeVisible()

  await page.getByRole('link', { name: 'E-posta metinleri' }).click()
  await expect(page.getByText('Kiraz Dalı Muhasebe')).toBeVisible()
  await expect(page.getByText('muhasebe@kirazdali.example')).toBeVisible()
  const body = page.frameLocator('iframe').locator('body')
  await expect(body).toContainText('davet ediyor')
  for (const [language, words] of [
    ['English', 'invites you'],
    ['Azərbaycanca', 'dəvət edir'],
  ] as const) {
    await page.getByRole('button', { name: /Dil$/ }).last().click()
    await page.getByRole('option', { name: language }).click()
    await expect(body).toContainText(words)
  }
  await page.getByRole('button', { name: /Biçim$/ }).click()
  await page.getByRole('option', { name: 'Düz metin' }).click()
  await expect(page.locator('pre')).toContainText('dəvət edir')
  expect(await violations(page)).toEqual([])

  const nextMail = mailsOf(own.suite.services.mail.catcher!)
  await page.getByRole('link', { name: 'Kişiler' }).click()
  await nextMail('yeni@kirazdali.example', async () => {
    await page.getByLabel('Davet edilecek e-posta').fill('yeni@kirazdali.example')
    await page.getByRole('button', { name: 'Davet gönder' }).click()
  })
  await page.getByRole('link', { name: 'Gönderim kaydı' }).click()
  const row = page.locator('[data-row]').filter({ hasText: 'yeni@kirazdali.example' })
  await expect(async () => {
    await page.reload()
    await expect(row).toContainText('Teslim edildi', { timeout: 2000 })
  }).toPass()
  await row.click()
  await expect(page.getByRole('dialog').getByText('İleti kimliği')).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('[B50] pushed messages stand between the mails, with what they carry', async ({ own, stranger }) => {
  const { book } = own.suite.services.push
  const { mail } = own.suite.services
  const push = { host: 'fcm.googleapis.com', sent_at: new Date().toISOString() }
  const payload = {
    v: 1,
    kind: 'member_joined',
    notification_id: 'n',
    company: 'c',
    link: '/c/x/settings',
    tag: 't',
  } as const
  book!.add({ ...push, id: 'one', to: 'ada@kirazdali.example', payload, outcome: 'sent' })
  book!.add({ ...push, id: 'two', to: 'bora@kirazdali.example', payload: { ...payload, link: null }, outcome: 'gone' })
  await mail.send({ to: 'ece@kirazdali.example', subject: 'Sıradaki posta', html: '<p>x</p>', text: 'x' })
  const page = await stranger()
  await page.goto('/dev/mail')
  const lines = page.getByRole('list').getByRole('button')
  await expect(lines.filter({ hasText: 'Sıradaki posta' })).toHaveCount(1)
  const line = lines.filter({ hasText: 'ada@kirazdali.example' }).filter({ hasText: 'member_joined' })
  await expect(line).toContainText('Gitti')
  await line.click()
  const shown = page.getByRole('article')
  await expect(shown).toContainText('Kime: ada@kirazdali.example')
  await expect(shown).toContainText('/c/x/settings')
  await expect(shown).toContainText('fcm.googleapis.com')
  expect(await violations(page)).toEqual([])
  await lines.filter({ hasText: 'bora@kirazdali.example' }).click()
  for (const [language, words] of [
    ['English', 'Device is gone'],
    ['Azərbaycanca', 'Cihaz yoxdur'],
  ] as const) {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /Dil|Language/ })
      .click()
    await page.getByRole('menuitem', { name: language }).click()
    await expect(shown).toContainText(words)
  }
  book!.add({ ...push, id: 'three', to: 'son@kirazdali.example', payload, outcome: 'failed' })
  await page.getByRole('button', { name: 'Yenilə' }).click()
  await expect(lines.filter({ hasText: 'son@kirazdali.example' })).toContainText('Getmədi')
})
