/** The people of a company: invited, changed, removed; what they may see follows at once. */
import type { Page } from '@playwright/test'
import { mailsOf } from '../suite/mails.ts'
import { violations } from './accessible.ts'
import { linkIn, PASSWORD, settingsOf, test } from './own-company.ts'
import { expect, liveBadge } from './visit.ts'

/** Opens what may be done about somebody, and begins one of it. */
const begin = async (page: Page, name: string, deed: string): Promise<void> => {
  await page.getByRole('button', { name: `İşlemler: ${name}` }).click()
  await page.getByRole('menuitem', { name: deed }).click()
}

const changeRole = async (page: Page, name: string, role: RegExp): Promise<void> => {
  await begin(page, name, 'Rolünü değiştir')
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('radio', { name: role }).click({ force: true })
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Rolü değiştir' }).click()
  await expect(dialog).toBeHidden()
}

test('[B28] a role that changes changes the open screens of that person, and removal closes them', async ({
  own,
  enter,
  forgive,
}) => {
  test.slow()
  // What the screen asks while its rights go is refused.
  forgive(/status of 40[34]/)
  const { company_id } = await own.addCompany('Kırmızı Balon Oyuncak Ltd. Şti.', 'nil@kirmizibalon.example')
  await own.addMember(company_id, 'ali@kirmizibalon.example', 'admin')
  const [page, other] = [await enter('nil@kirmizibalon.example'), await enter('ali@kirmizibalon.example')]
  const settings = await settingsOf(page)
  await page.goto(`${settings}/members`)
  await other.goto(`${settings}/audit`)
  await expect(other.getByRole('table', { name: 'Ne yaptı' })).toBeVisible()
  await expect(liveBadge(other)).toBeVisible()
  await other.evaluate(() => void Object.assign(window, { neverReloaded: true }))

  await changeRole(page, 'ali', /^İzleyici/)
  await expect(other.getByText('Bu bölümü görme yetkiniz yok')).toBeVisible()
  await expect(other.getByRole('table')).toHaveCount(0)
  await expect(other.getByRole('link', { name: 'Denetim kaydı' })).toHaveCount(0)
  await changeRole(page, 'ali', /^Yönetici/)
  await expect(other.getByRole('table', { name: 'Ne yaptı' })).toBeVisible()
  await expect(other.getByRole('cell', { name: 'Rol değişti' }).first()).toBeVisible()

  await begin(page, 'ali', 'Şirketten çıkar')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Şirketten çıkar' }).click()
  await expect(other.getByText('Sayfa bulunamadı')).toBeVisible()
  expect(await other.evaluate(() => Object.hasOwn(window, 'neverReloaded'))).toBe(true)
  await expect(page.getByRole('list', { name: 'Kişiler' }).getByRole('listitem')).toHaveCount(1)

  // The last owner cannot leave it alone.
  await begin(page, 'nil', 'Şirketten ayrıl')
  forgive(/status of 409/)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Şirketten ayrıl' }).click()
  await expect(page.getByText('Şirketin en az bir sahibi olmalı.')).toBeVisible()
})

test('[B29] an invitation is mailed, mailed again, taken up by its newest link, and withdrawn @long', async ({
  own,
  enter,
  stranger,
  forgive,
}) => {
  test.slow()
  forgive(/status of 410/)
  await own.addCompany('Turuncu Dalga Turizm A.Ş.', 'ela@turuncudalga.example')
  const page = await enter('ela@turuncudalga.example')
  await page.goto(`${await settingsOf(page)}/members`)
  const nextMail = mailsOf(own.suite.services.mail.catcher!)
  const email = 'kaya@turuncudalga.example'
  const invite = async (address: string) => {
    await page.getByLabel('Davet edilecek e-posta').fill(address)
    await page.getByRole('button', { name: 'Davet gönder' }).click()
  }
  const first = linkIn((await nextMail(email, () => invite(email))).text)
  const again = () => page.getByRole('button', { name: `Yeniden gönder: ${email}` }).click()
  const second = linkIn((await nextMail(email, again)).text)

  const guest = await stranger()
  await guest.goto(first)
  await expect(guest.getByText('Bu bağlantı geçersiz')).toBeVisible()
  await guest.goto('about:blank')
  await guest.goto(second)
  await expect(guest.getByRole('heading', { name: /Turuncu Dalga.*davet ediyor/ })).toBeVisible()
  expect(await violations(guest)).toEqual([])
  await guest.getByLabel('Adınız soyadınız').fill('Kaya Işık')
  await guest.getByLabel('Parola belirleyin').fill(`${PASSWORD}-yeni`)
  await guest.getByRole('button', { name: 'Hesap oluştur ve katıl' }).click()
  await expect(liveBadge(guest)).toBeVisible()

  await nextMail('baska@turuncudalga.example', () => invite('baska@turuncudalga.example'))
  await page.getByRole('button', { name: 'Geri çek: baska@turuncudalga.example' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Geri çek' }).click()
  await expect(page.getByText('Bekleyen davet yok')).toBeVisible()

  // Somebody with an account signs in where the link leads, and is in.
  await own.addCompany('Mor Bulut Yazılım A.Ş.', 'efe@morbulut.example')
  const known = await nextMail('efe@morbulut.example', () => invite('efe@morbulut.example'))
  const other = await stranger()
  await other.goto(linkIn(known.text))
  await other.getByLabel('Parola', { exact: true }).fill(PASSWORD)
  await other.getByRole('button', { name: 'Giriş yap ve katıl' }).click()
  await expect(other).toHaveURL(/\/c\/turuncu-dalga/)
  await expect(liveBadge(other)).toBeVisible()
})

test('[B83] who leaves a company is let go by every open screen, and goes on in another one or in none @long', async ({
  own,
  enter,
  forgive,
}) => {
  test.slow()
  // What the screens ask while their rights go is refused.
  forgive(/status of 40[34]/)
  const { identity, services } = own.suite
  const { company_id } = await own.addCompany('Pembe Köprü İnşaat A.Ş.', 'oya@pembekopru.example')
  const both = await own.addCompany('Lacivert Deniz Balıkçılık Ltd. Şti.', 'umut@lacivertdeniz.example')
  await own.addMember(company_id, 'sena@pembekopru.example', 'member')
  await services.store.asSystem('a test adds a second membership', trx =>
    identity.addMember(trx, { company_id, user_id: both.user_id, role: 'admin' }, { actor: 'system' }),
  )
  const [owner, umut, sena] = [
    await enter('oya@pembekopru.example'),
    await enter('umut@lacivertdeniz.example'),
    await enter('sena@pembekopru.example'),
  ]
  const members = `${await settingsOf(owner)}/members`
  await owner.goto(members)
  const people = owner.getByRole('list', { name: 'Kişiler' }).getByRole('listitem')
  await expect(people).toHaveCount(3)
  await expect(liveBadge(owner)).toBeVisible()

  const elsewhere = await umut.context().newPage()
  await elsewhere.goto(members.replace('/settings/members', '/tasks'))
  await expect(liveBadge(elsewhere)).toBeVisible()
  const leave = async (page: Page, name: string) => {
    await page.goto(members)
    await begin(page, name, 'Şirketten ayrıl')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Şirketten ayrıl' }).click()
    await expect(page.getByText('Pembe Köprü İnşaat A.Ş. şirketinden ayrıldınız')).toBeVisible()
  }
  await leave(umut, 'umut')
  await expect(umut).toHaveURL(/\/c\/lacivert-deniz/)
  await expect(liveBadge(umut)).toBeVisible()
  await expect(elsewhere.getByText('Sayfa bulunamadı')).toBeVisible()
  await expect(people).toHaveCount(2)

  await leave(sena, 'sena')
  await expect(sena.getByText('Henüz bir şirketin üyesi değilsiniz')).toBeVisible()
  expect(await violations(sena)).toEqual([])
  await expect(people).toHaveCount(1)
})
