/** What people keep of their lists, who else is here, and what operators and accountants look up. */
import type { Locator, Page } from '@playwright/test'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { letterSteps } from '../suite/letter-steps.ts'
import { mailsOf } from '../suite/mails.ts'
import { violations } from './accessible.ts'
import { settingsOf, test } from './own-company.ts'
import { companyOf, expect, openLive, takeOption } from './visit.ts'

const GULSEN = 'gulsen@defnegida.example'
const MEHMET = 'mehmet@defnegida.example'

/** In the test's own suite: the colleague writes, and leads nobody. */
const demote = async (gulsen: Page): Promise<void> => {
  const { id } = await companyOf(gulsen)
  const headers = { 'x-company': id, origin: new URL(gulsen.url()).origin }
  const { items } = (await (await gulsen.request.get('/api/members', { headers })).json()) as {
    items: { user_id: string; email: string }[]
  }
  const colleague = items.find(({ email }) => email === MEHMET)!
  const answer = await gulsen.request.patch(`/api/members/${colleague.user_id}`, { headers, data: { role: 'member' } })
  expect(answer.status()).toBe(200)
}

const rows = (page: Page): Locator => page.locator('[data-row]')
const views = (page: Page, name: string | RegExp = 'Görünümler'): Locator => page.getByRole('button', { name })
const deed = (page: Page, name: string | RegExp): Locator => page.getByRole('menuitem', { name })

test('[B97] a view is saved, shared, found by a colleague, becomes the default, and says when the list left it @long', async ({
  enter,
}) => {
  const [gulsen, mehmet] = [await enter(GULSEN), await enter(MEHMET)]
  const { home } = await companyOf(gulsen)
  const letters = `${home}/letters`
  await openLive(gulsen, `${letters}?filter[status]=rejected`)
  await demote(gulsen)
  await openLive(mehmet, letters)
  await expect(rows(mehmet).first()).toBeVisible()
  const all = await rows(mehmet).count()
  const rejected = gulsen.getByRole('table').getByText('Mutabık değil')
  await expect(rejected.first()).toBeVisible()

  // By keyboard alone, with a column put away.
  await gulsen.getByRole('button', { name: 'Sütunlar' }).click()
  await gulsen.getByRole('checkbox', { name: 'Tarih' }).click({ force: true })
  await gulsen.keyboard.press('Escape')
  await views(gulsen).focus()
  await gulsen.keyboard.press('Enter')
  await gulsen.keyboard.press('End')
  await gulsen.keyboard.press('Enter')
  const dialog = gulsen.getByRole('dialog', { name: 'Yeni görünüm olarak kaydet' })
  await expect(dialog.getByLabel('Görünümün adı')).toBeFocused()
  await gulsen.keyboard.type('Bakılacaklar')
  await dialog.getByText('Şirketteki herkes görsün').click()
  expect(await violations(gulsen)).toEqual([])
  await gulsen.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(views(gulsen, 'Bakılacaklar')).toBeVisible()
  await expect(gulsen).toHaveURL(/view=/)

  // The colleague's open screen has it, without asking anew.
  await views(mehmet).click()
  await expect(deed(mehmet, /^Bakılacaklar/)).toContainText('Gülşen Demir paylaştı')
  expect(await violations(mehmet)).toEqual([])
  await deed(mehmet, /^Bakılacaklar/).click()
  await expect(mehmet).toHaveURL(/filter\[status\]=rejected/)
  await expect(rows(mehmet)).not.toHaveCount(all)
  await expect(mehmet.getByRole('columnheader', { name: 'Tarih' })).toHaveCount(0)
  await views(mehmet, 'Bakılacaklar').click()
  // What everybody sees is changed by those who lead.
  await expect(deed(mehmet, 'Görünümü sil')).toHaveCount(0)
  await deed(mehmet, 'Liste bununla açılsın').click()
  await expect(mehmet.getByText('Liste bundan sonra bu görünümle açılır.')).toBeVisible()

  // The bare address opens with it; "everything" is everything, and stays it.
  await openLive(mehmet, letters)
  await expect(views(mehmet, 'Bakılacaklar')).toBeVisible()
  await expect(mehmet).toHaveURL(/filter\[status\]=rejected/)
  await views(mehmet, 'Bakılacaklar').click()
  await deed(mehmet, 'Tüm kayıtlar').click()
  await expect(mehmet).not.toHaveURL(/status/)
  await expect(rows(mehmet)).toHaveCount(all)
  // Bulk actions take the place of the filters and give it back.
  const box = rows(mehmet).first().getByRole('checkbox')
  for (const isChosen of [true, false]) {
    await box.click({ force: true })
    await expect(views(mehmet)).toHaveCount(isChosen ? 0 : 1)
  }
  await expect(mehmet).not.toHaveURL(/status/)

  // Another search: the view says so, takes it, or goes back.
  await gulsen.getByRole('searchbox', { name: 'Numara, unvan ya da cari kodu' }).fill('ltd')
  await expect(views(gulsen, /Bakılacaklar.*değiştirildi/)).toBeVisible()
  await views(gulsen, /Bakılacaklar/).click()
  await deed(gulsen, 'Değişiklikleri bu görünüme kaydet').click()
  await expect(gulsen.getByText('“Bakılacaklar” güncellendi.')).toBeVisible()
  await expect(gulsen.getByText('değiştirildi')).toHaveCount(0)
  await views(mehmet).click()
  await deed(mehmet, /^Bakılacaklar/).click()
  await expect(mehmet).toHaveURL(/q=ltd/)

  // Deleted, it is gone from every screen, and opens nobody's list.
  await views(gulsen, 'Bakılacaklar').click()
  await deed(gulsen, 'Görünümü sil').click()
  const question = gulsen.getByRole('alertdialog')
  await expect(question).toContainText('Şirketteki herkes için silinir.')
  await question.getByRole('button', { name: 'Görünümü sil' }).click()
  await expect(views(gulsen)).toBeVisible()
  await expect(views(mehmet)).toBeVisible()
  await openLive(mehmet, letters)
  await expect(rows(mehmet)).toHaveCount(all)
  await expect(mehmet).not.toHaveURL(/status/)
})

test('[B97] a name is one view: the refusal stands under the field, and what was typed stays @long', async ({
  enter,
  forgive,
}) => {
  forgive(/status of 409/)
  const page = await enter(MEHMET)
  const { home } = await companyOf(page)
  await openLive(page, `${home}/counterparties?q=a`)
  for (const attempt of ['saved', 'refused']) {
    await views(page, /Görünümler|Benimkiler/).click()
    await deed(page, 'Yeni görünüm olarak kaydet').click()
    const dialog = page.getByRole('dialog', { name: 'Yeni görünüm olarak kaydet' })
    // Who does not lead is not asked about the company.
    await expect(dialog.getByText('Şirketteki herkes görsün')).toHaveCount(0)
    await dialog.getByLabel('Görünümün adı').fill('Benimkiler')
    await dialog.getByRole('button', { name: 'Kaydet' }).click()
    if (attempt === 'saved') await expect(dialog).toBeHidden()
    else await expect(dialog.getByText('Bu adda bir görünümünüz zaten var.')).toBeVisible()
  }
  await expect(page.getByLabel('Görünümün adı')).toHaveValue('Benimkiler')
})

test('[B98] two people on one card, and in the settings, see each other and who edits @long', async ({ enter }) => {
  const [gulsen, mehmet] = [await enter(GULSEN), await enter(MEHMET)]
  const { id, home, slug } = await companyOf(gulsen)
  const list = await gulsen.request.get('/api/counterparties?limit=1', { headers: { 'x-company': id } })
  const card = ((await list.json()) as { items: { id: string }[] }).items[0]!
  const faces = gulsen.getByRole('list', { name: 'Şu an burada' }).getByRole('listitem')
  const note = gulsen.getByRole('status').filter({ hasText: 'düzenliyor' })

  await openLive(gulsen, `${home}/counterparties/${card.id}`)
  await expect(faces).toHaveText([/Gülşen Demir \(siz\)$/])
  await openLive(mehmet, `${home}/counterparties/${card.id}`)
  await expect(faces).toHaveText([/Mehmet Aydın$/, /\(siz\)$/])
  await mehmet.getByRole('button', { name: 'Cariyi düzenle' }).click()
  await expect(note).toHaveText('Mehmet Aydın şu an düzenliyor.')
  await mehmet.getByRole('dialog').getByRole('button', { name: 'Kapat' }).click()
  await expect(note).toHaveCount(0)

  await openLive(mehmet, `${home}/settings`)
  await expect(faces).toHaveText([/\(siz\)$/])
  await openLive(gulsen, `${home}/settings`)
  await expect(faces).toHaveText([/Mehmet Aydın$/, /\(siz\)$/])
  const others = mehmet.getByRole('status').filter({ hasText: 'düzenliyor' })
  await gulsen.getByRole('textbox', { name: 'Mektubu imzalayan' }).fill('Gülşen Demir')
  await expect(others).toHaveText('Gülşen Demir şu an düzenliyor.')

  await openLive(mehmet, `/c/${slug}/settings`)
  await openLive(gulsen, `/c/${slug}/settings`)
  await expect(faces).toHaveText([/Mehmet Aydın$/, /\(siz\)$/])
  await gulsen.getByLabel('Vergi dairesi').fill('Osmangazi')
  await expect(others).toHaveText('Gülşen Demir şu an düzenliyor.')
  await gulsen.goto(`/c/${slug}/settings/members`)
  await expect(others).toHaveCount(0)
})

test('[B99] operators find what the installation mailed about accounts @long', async ({ own, enter }) => {
  const page = await enter(GULSEN)
  const settings = await settingsOf(page)
  await page.goto(`${settings}/account-mails`)
  const row = rows(page).filter({ hasText: MEHMET })
  // Other tests of this installation may have mailed others.
  await expect(page.getByText(/Henüz e-posta gönderilmedi|\d+ kayıt/).first()).toBeVisible()
  await expect(row).toHaveCount(0)
  await mailsOf(own.suite.services.mail.catcher!)(MEHMET, () =>
    page.request.post('/api/auth/forgot-password', { headers: { origin: own.url }, data: { email: MEHMET } }),
  )
  await expect(async () => {
    await page.reload()
    await expect(row).toContainText('Teslim edildi', { timeout: 2_000 })
  }).toPass()
  await expect(row).toContainText('Parola yenileme')
  expect(await violations(page)).toEqual([])
  await row.click()
  await expect(page.getByRole('dialog')).toContainText('İleti kimliği')
  await page.getByRole('dialog').getByRole('button', { name: 'Kapat' }).click()
  await page.getByRole('button', { name: /Durum$/ }).click()
  await takeOption(page, page.getByRole('option', { name: 'Gönderilemedi' }))
  await expect(page.getByText('Uyan e-posta yok')).toBeVisible()

  const colleague = await enter(MEHMET)
  await colleague.goto(`${settings}/account-mails`)
  await expect(colleague.getByText('Yalnızca kurulumun işletmenleri görebilir.')).toBeVisible()
})

const sheet = (lines: readonly string[]): Uint8Array =>
  Buffer.from(['Tarih;EvrakTipi;EvrakNo;Aciklama;Borc;Alacak', ...lines].join('\n'))
const OURS = sheet([
  '05.09.2026;Fatura;GIB2026000000101;Eylül;700,00;',
  '15.09.2026;Tahsilat;;Havale;;500,00',
  '20.09.2026;Fatura;GIB2026000000103;eksik;250,40;',
])
const THEIRS = sheet(['06.09.2026;Fatura;GIB-2026-101;;;700,00', '16.09.2026;Ödeme;;;500,00;'])

test('[B99] lines of a comparison are searched, and a reason that two people write loses nothing typed', async ({
  own,
  enter,
  forgive,
}) => {
  forgive(/status of 412/)
  const person = await own.signIn()
  const nextMail = mailsOf(own.suite.services.mail.catcher!)
  const steps = letterSteps({ member: person, guest: own.stranger(), nextMail })
  const letter = await steps.draft()
  const visit = await steps.visit(letter)
  steps.need(
    await steps.answer(visit, {
      ...{ choice: 'disagree', reason_code: 'missing_invoice' },
      ...{ own_balance: { amount: '900.00', currency: 'TRY' }, own_side: 'B' },
    }),
    200,
  )
  const params = { id: letter.id }
  for (const [side, bytes] of [
    ['ours', OURS],
    ['theirs', THEIRS],
  ] as const)
    await person.upload(routes.uploadStatement, { name: `${side}.csv`, bytes }, { params: { ...params, side } })

  const page = await enter(GULSEN)
  const { home } = await companyOf(page)
  await openLive(page, `${home}/letters/${letter.id}/comparison`)
  const pairs = page.locator('[data-pair]')
  await expect(pairs).toHaveCount(2)
  const search = page.getByRole('searchbox', { name: 'Belge no, açıklama ya da tutar arayın' })
  await search.fill('havale')
  await expect(pairs).toHaveCount(1)
  await search.fill('700,00')
  await expect(pairs).toContainText('GIB2026000000101')
  await search.fill('yokboylebirsey')
  await expect(page.getByText('Aramaya uyan satır yok')).toBeVisible()
  await search.fill('250,40')
  await page.getByRole('tab', { name: /^Eşleşmeyenler/ }).click()
  await page.getByRole('button', { name: 'Nedenini yaz: GIB2026000000103' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Not' }).fill('irsaliyesi bende')

  // A colleague is quicker.
  const query = { limit: 50, 'filter[side]': 'ours' as const }
  const line = (await person.call(routes.listLoneLines, { params, query })).body.items[0]!
  const theirs = { reason: 'date_cutoff' as const, note: 'Ekim’de işlenecek' }
  await person.call(routes.explainLine, { params: { ...params, line: line.id }, body: theirs })
  await dialog.getByRole('button', { name: 'Kaydet' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Ekim’de işlenecek')
  await expect(dialog.getByRole('textbox', { name: 'Not' })).toHaveValue('irsaliyesi bende')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Kaydet' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('irsaliyesi bende')).toBeVisible()
})
