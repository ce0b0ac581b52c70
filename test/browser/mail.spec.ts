/** The mails of a company: their sender, their texts in three languages, and what became of each. */
import { readFile } from 'node:fs/promises'
import { mailsOf } from '../suite/mails.ts'
import { violations } from './accessible.ts'
import { settingsOf, test } from './own-company.ts'
import { expect, takeOption } from './visit.ts'

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
    await takeOption(page, page.getByRole('option', { name: language }))
    await expect(body).toContainText(words)
  }
  await page.getByRole('button', { name: /Biçim$/ }).click()
  await takeOption(page, page.getByRole('option', { name: 'Düz metin' }))
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

test('[B82] a logo is drawn anew, shown, sent inside the mails, and taken away again @long', async ({
  own,
  enter,
  forgive,
}) => {
  test.slow()
  // A text that calls itself a picture.
  forgive(/status of 422/)
  await own.addCompany('Limon Sokağı Gıda A.Ş.', 'asli@limonsokagi.example')
  const page = await enter('asli@limonsokagi.example')
  const settings = await settingsOf(page)
  await page.goto(settings)
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'E-postaların göndereni' }) })
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await card.getByRole('button', { name: 'Dosya seç' }).click()
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer })
  }
  const logo = card.getByRole('img', { name: 'Şirket logosu' })
  await choose('logo.png', Buffer.alloc(300_000))
  await expect(card.getByRole('alert')).toContainText('Dosya çok büyük')
  await choose('logo.png', Buffer.from('ben bir resim değilim'))
  await expect(card.getByRole('alert')).toContainText('bir PNG ya da JPEG olmalı')
  await expect(logo).toHaveCount(0)

  const picture = await readFile(new URL('../../suite/web/public/icon-192.png', import.meta.url))
  const hidden = 'where it was taken'
  await choose('logo.png', Buffer.concat([picture, Buffer.from(hidden)]))
  await expect(page.getByText('Gönderen kaydedildi')).toBeVisible()
  await expect(card.getByRole('alert')).toHaveCount(0)
  await expect.poll(() => logo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(192)
  const kept = await (await page.request.get((await logo.getAttribute('src'))!)).body()
  expect(kept.subarray(1, 4).toString()).toBe('PNG')
  expect(kept.includes(hidden)).toBe(false)
  expect(await violations(page)).toEqual([])

  await page.getByRole('link', { name: 'E-posta metinleri' }).click()
  await expect(page.frameLocator('iframe').locator('body')).toContainText('davet ediyor')
  await page.goto(`${settings}/members`)
  const mail = await mailsOf(own.suite.services.mail.catcher!)('yeni@limonsokagi.example', async () => {
    await page.getByLabel('Davet edilecek e-posta').fill('yeni@limonsokagi.example')
    await page.getByRole('button', { name: 'Davet gönder' }).click()
  })
  expect(mail.attachments?.map(({ base64 }) => base64)).toEqual([kept.toString('base64')])

  await page.goto(settings)
  await card.getByRole('button', { name: 'Logoyu kaldır' }).click()
  await expect(logo).toHaveCount(0)
  await page.reload()
  await expect(page.getByLabel('Gönderen adı')).toBeVisible()
  await expect(logo).toHaveCount(0)
})
