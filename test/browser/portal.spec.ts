/** The counterparty's visits, and both sides at the comparison of their statements. */
import type { Locator, Page } from '@playwright/test'
import { sql } from 'kysely'
import { type Letter, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { makeGrant } from '../../suite/apps/mutabakat/services/portal/portal-grant.ts'
import { type LetterSteps, letterSteps, type Visit } from '../suite/letter-steps.ts'
import { mailsOf } from '../suite/mails.ts'
import type { TestSuite } from '../suite/test-suite.ts'
import { violations } from './accessible.ts'
import { test } from './own-company.ts'
import { grantVisit } from './screens.ts'
import { companyOf, expect } from './visit.ts'

const GULSEN = 'gulsen@defnegida.example'

const stepsOf = async (own: TestSuite): Promise<LetterSteps> =>
  letterSteps({
    member: await own.signIn(),
    guest: own.stranger(),
    nextMail: mailsOf(own.suite.services.mail.catcher!),
  })

const statement = (rows: string[]): Buffer =>
  Buffer.from(['Tarih;EvrakTipi;EvrakNo;Aciklama;Borc;Alacak', ...rows].join('\n'))

/** They say 900.00 instead of 1,250.40: an invoice they miss, and a payment we do not have. */
const OURS = statement([
  '01.09.2026;DEVİR;;;500,00;',
  '05.09.2026;Fatura;GIB2026000000101;Eylül;700,00;',
  '12.09.2026;Fatura;GIB2026000000102;;300,00;',
  '15.09.2026;Tahsilat;;Havale;;500,00',
  '20.09.2026;Fatura;GIB2026000000103;eksik;250,40;',
])
const THEIRS = statement([
  '01.09.2026;Devir;;;;500,00',
  '06.09.2026;Fatura;GIB-2026-101;;;700,00',
  '13.09.2026;Fatura;;;;300,00',
  '16.09.2026;Ödeme;;;500,00;',
  '10.06.2026;Ödeme;77;eft;100,00;',
])

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer })

/** Opens the letter on a guest's phone, as after the code. */
const openLetter = async (page: Page, visit: Pick<Visit, 'token' | 'grant'>): Promise<void> => {
  await grantVisit(page, visit)
  await page.goto(`/p/m/${visit.token}`)
}

test('[B66] one code opens every open letter of an address; the next is a tap away, a blank one takes a figure', async ({
  own,
  stranger,
}) => {
  const steps = await stepsOf(own)
  const card = await steps.addCard({ contact_name: 'Selin Aksoy' })
  const visit = await steps.visit(await steps.draft({ counterparty_id: card.id }))
  const { token: blank } = await steps.send(
    await steps.draft({ counterparty_id: card.id, balance_date: '2026-08-31', style: 'blank' }),
  )
  const page = await stranger()
  await openLetter(page, visit)
  await page.getByRole('button', { name: 'Mutabıkız', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Adınız soyadınız' })).toHaveValue('Selin Aksoy')
  await page.getByRole('button', { name: 'Mutabık olduğumuzu bildir' }).click()
  await expect(page.getByText('Teşekkürler, mutabakatınız kaydedildi.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Kayıtlı olaylar' }).getByText('Yanıtlandı')).toBeVisible()
  await expect(page.getByText('Zincir sağlam')).toBeVisible()
  const paper = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Mühürlü mektubu indir' }).click()
  expect((await paper).suggestedFilename()).toBe(`${visit.letter.no}.pdf`)

  await page
    .getByRole('region', { name: /mektup daha/ })
    .getByRole('button')
    .click()
  await expect(page).toHaveURL(new RegExp(blank))
  const balance = page.getByRole('textbox', { name: 'Kayıtlarınıza göre bakiye' })
  await expect(balance).toBeVisible()
  // Neither the figure nor the paper that holds it.
  await expect(page.getByText('1.250,40')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Mühürlü mektubu indir' })).toHaveCount(0)
  await balance.fill('1.250,40')
  await page.getByRole('button', { name: 'Bakiyemizi bildir' }).click()
  await expect(page.getByText('Teşekkürler, mutabakatınız kaydedildi.')).toBeVisible()
})

test('[B67] who needs time asks for it, who is not the right person passes the letter on, a letter that ended says so', async ({
  own,
  stranger,
  forgive,
}) => {
  forgive(/status of 410/)
  const steps = await stepsOf(own)
  const visit = await steps.visit(await steps.draft())
  const page = await stranger()
  await openLetter(page, visit)
  await page.getByRole('button', { name: 'Biraz süreye ihtiyacım var' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Adınız soyadınız' }).fill('Selin Aksoy')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Süre iste' }).click()
  await expect(page.getByText(/^Selin Aksoy, .* tarihine kadar süre istedi\.$/)).toBeVisible()

  await page.getByRole('button', { name: 'Doğru kişi ben değilim' }).click()
  await dialog.getByRole('textbox', { name: 'Doğru kişinin adı soyadı' }).fill('Deniz Kaya')
  await dialog.getByRole('textbox', { name: 'E-posta adresi' }).fill('deniz.kaya@dogru-kisi.example')
  await dialog.getByRole('textbox', { name: 'Adınız soyadınız' }).fill('Selin Aksoy')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'İlet ve bağlantımı kapat' }).click()
  await expect(page.getByText(/d•+@dogru-kisi\.example adresine iletildi/)).toBeVisible()
  await page.reload()
  await expect(page.getByText('Mektup başkasına iletildi')).toBeVisible()

  // Withdrawn while somebody reads it: told when the page is looked at again.
  const other = await steps.visit(await steps.draft())
  const reader = await stranger()
  await openLetter(reader, other)
  await expect(reader.getByRole('heading', { name: 'Bu bakiyede mutabık mısınız?' })).toBeVisible()
  const member = await own.signIn()
  const { items } = (await member.call(routes.listLetters, { query: { limit: 1, q: other.letter.no } as never })).body
  const params = { id: items[0]!.id }
  steps.need(await member.call(routes.cancelLetter, { params, body: { reason: 'Yanlış bakiye' } as never }), 200)
  await reader.evaluate(() => void dispatchEvent(new Event('visibilitychange')))
  await expect(reader.getByText('Bu mektup geri çekildi')).toBeVisible()
})

test('[B68] a visit that ends asks for a new code over the page; what was typed is still there', async ({
  own,
  stranger,
  forgive,
}) => {
  forgive(/status of 401/)
  const steps = await stepsOf(own)
  const letter = await steps.draft()
  const { token } = await steps.visit(letter)
  const { services } = own.suite
  const { company_id } = await own.signIn()
  const address = letter.counterparty.email!
  /** As given almost half an hour ago. */
  const old = { ...services, now: () => new Date(Date.now() - 30 * 60_000 + 5_000) }
  const { grant } = makeGrant(old, { company_id, address })
  const page = await stranger()
  await openLetter(page, { token, grant })
  await page.getByRole('button', { name: 'Mutabık değiliz', exact: true }).click()
  await page.getByRole('textbox', { name: 'Açıklama' }).fill('GIB-103 bizde yok')
  await page.getByRole('textbox', { name: 'Adınız soyadınız' }).fill('Selin Aksoy')
  await expect.poll(() => steps.read(token, grant).then(({ status }) => status), { timeout: 15_000 }).toBe(401)
  await page.getByRole('button', { name: 'Mutabık olmadığımızı bildir' }).click()
  const dialog = page.getByRole('dialog', { name: 'Devam etmek için yeni kod' })
  await expect(dialog).toBeVisible()
  // Half a minute passes between two codes.
  await services.store.asSystem('a test lets time pass', trx => sql`delete from mutabakat.code`.execute(trx))
  const mail = await mailsOf(services.mail.catcher!)(address, () =>
    dialog.getByRole('button', { name: 'Kodu gönder' }).click(),
  )
  const code = /(?<![\d-])\d{6}(?!\d)/.exec(mail.text)![0]
  await dialog.getByRole('textbox', { name: 'Doğrulama kodu' }).pressSequentially(code)
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Açıklama' })).toHaveValue('GIB-103 bizde yok')
  await page.getByRole('button', { name: 'Mutabık olmadığımızı bildir' }).click()
  await expect(page.getByText('Teşekkürler, yanıtınız gönderene ulaştı.')).toBeVisible()
})

/** A letter that was answered with no, and both sides at its comparison. */
const meet = async (
  own: TestSuite,
  enter: (email: string) => Promise<Page>,
  stranger: () => Promise<Page>,
): Promise<{ letter: Letter; member: Page; guest: Page }> => {
  const steps = await stepsOf(own)
  const letter = await steps.draft()
  const visit = await steps.visit(letter)
  steps.need(
    await steps.answer(visit, {
      ...{ choice: 'disagree', reason_code: 'missing_invoice' },
      ...{ own_balance: { amount: '900.00', currency: 'TRY' }, own_side: 'B' },
    }),
    200,
  )
  const [member, guest] = [await enter(GULSEN), await stranger()]
  const { home } = await companyOf(member)
  await member.goto(`${home}/letters/${letter.id}/comparison`)
  await openLetter(guest, visit)
  await guest.getByRole('button', { name: 'Ekstreleri karşılaştır' }).click()
  await expect(guest.getByRole('heading', { level: 1, name: 'Ekstre karşılaştırması' })).toBeVisible()
  return { letter, member, guest }
}

const bring = async (page: Page, label: string, name: string, rows: Buffer): Promise<void> => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page
      .locator('section', { has: page.getByText(label, { exact: true }) })
      .getByRole('button', { name: 'Dosya seç' })
      .click(),
  ])
  await chooser.setFiles(file(name, rows))
}

const pairsOn = (page: Page): Locator => page.locator('[data-pair]')
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name: new RegExp(`^${name}`) })

test('[B69] two statements are matched before both sides’ eyes; what one decides the other sees, and nothing typed is lost', async ({
  own,
  enter,
  stranger,
}) => {
  test.slow()
  const { member, guest } = await meet(own, enter, stranger)
  await bring(member, 'Kendi ekstrenizi bırakın', 'bizim.csv', OURS)
  await expect(guest.getByText('bizim.csv')).toBeVisible()
  await bring(guest, 'Kendi ekstrenizi bırakın', 'onlarin.csv', THEIRS)
  for (const page of [member, guest]) {
    await expect(pairsOn(page)).toHaveCount(4)
    await expect(page.getByText('4 eşleşme karar bekliyor')).toBeVisible()
    expect(await violations(page)).toEqual([])
  }
  // Each sees who is here: the guest in words, the member as faces.
  await expect(guest.getByRole('status').filter({ hasText: 'Gülşen' })).toBeVisible()
  await expect(member.getByRole('list', { name: 'Şu an burada' }).getByRole('listitem')).toHaveCount(2)

  // The guest writes a reason; meanwhile the member decides by keyboard.
  await tab(guest, 'Eşleşmeyenler').click()
  await guest.getByRole('button', { name: 'Nedenini yaz: 77' }).click()
  const note = guest.getByRole('dialog').getByRole('textbox', { name: 'Not' })
  await note.fill('10 Haziran havalesi')
  await expect(member.getByText(/şu an düzenliyor/)).toBeVisible()
  await pairsOn(member).first().getByRole('button').first().focus()
  await member.keyboard.press('j')
  await expect(pairsOn(member).nth(1).getByRole('button').first()).toBeFocused()
  await member.keyboard.press('y')
  await expect(pairsOn(member)).toHaveCount(3)
  await expect(guest.getByText('3 eşleşme karar bekliyor')).toBeVisible()
  await expect(note).toHaveValue('10 Haziran havalesi')
  await guest.getByRole('dialog').getByRole('button', { name: 'Kaydet' }).click()
  await tab(member, 'Eşleşmeyenler').click()
  await expect(member.getByText('10 Haziran havalesi')).toBeVisible()

  // All of one rule, after a question that says how many it found.
  await tab(member, 'Öneriler').click()
  await member.getByRole('button', { name: 'Bir kuralın tümünü onayla' }).click()
  await member.getByRole('menuitem', { name: /Tutar aynı, tarih yakın/ }).click()
  const question = member.getByRole('alertdialog')
  await expect(question).toContainText('2 eşleşme')
  await question.getByRole('button', { name: 'Tümünü onayla' }).click()
  await expect(guest.getByText('1 eşleşme karar bekliyor')).toBeVisible()

  // By hand: the gap between the chosen lines stands there before they are put together.
  await tab(guest, 'Eşleşmeyenler').click()
  await guest.getByRole('checkbox', { name: 'Seç: 77' }).press(' ')
  await guest.getByRole('checkbox', { name: 'Seç: GIB2026000000103' }).press(' ')
  const chosen = guest.getByRole('region', { name: 'Elle eşleştirme' })
  await expect(chosen).toContainText('₺350,40')
  await chosen.getByRole('button', { name: 'Eşleştir' }).click()
  await expect(chosen).toBeHidden()
  await tab(member, 'Onaylananlar').click()
  await expect(pairsOn(member).filter({ hasText: 'Elle eşleştirildi' })).toHaveCount(1)
})

test('[B69] both sides agree to the same list, with the promise of who corrects it; afterwards nothing changes', async ({
  own,
  enter,
  stranger,
}) => {
  test.slow()
  const { letter, member, guest } = await meet(own, enter, stranger)
  await bring(member, 'Kendi ekstrenizi bırakın', 'bizim.csv', OURS)
  await bring(member, 'Karşı taraftan gelen ekstreyi bırakın', 'onlarin.csv', THEIRS)
  await expect(pairsOn(member)).toHaveCount(4)
  await member.getByRole('button', { name: 'Listeyi kabul et' }).click()
  const dialog = member.getByRole('dialog', { name: 'Fark listesini kabul ediyor musunuz?' })
  await dialog.getByText('Bir düzeltme kaydı yapılacak').click()
  await dialog.getByRole('radio', { name: 'Karşı taraf' }).click({ force: true })
  await dialog.getByRole('textbox', { name: 'Ne düzeltilecek?' }).fill('GIB-103 işlenecek')
  expect(await violations(member)).toEqual([])

  // The other side changes the list: no agreement to what was not read, and nothing typed goes.
  await expect(pairsOn(guest)).toHaveCount(4)
  await pairsOn(guest)
    .first()
    .getByRole('button', { name: /^Onayla/ })
    .click()
  await expect(dialog.getByText(/Liste siz yazarken değişti/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Kabul ediyorum' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Son hâlini gördüm' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Ne düzeltilecek?' })).toHaveValue('GIB-103 işlenecek')
  await dialog.getByRole('button', { name: /Takvimi aç/ }).click()
  await member.getByRole('gridcell').getByRole('button', { disabled: false }).last().click()
  await dialog.getByRole('button', { name: 'Kabul ediyorum' }).click()
  await expect(dialog).toBeHidden()
  await expect(member.getByText(/Karşı tarafın kabulü bekleniyor/)).toBeVisible()

  await expect(guest.getByText(/GIB-103 işlenecek/)).toBeVisible()
  await guest.getByRole('button', { name: 'Listeyi kabul et' }).click()
  await guest.getByRole('dialog').getByRole('button', { name: 'Kabul ediyorum' }).click()
  for (const page of [member, guest]) {
    await expect(page.getByText('İki taraf da listeyi kabul etti. Fark kapandı.')).toBeVisible()
    await expect(page.getByText('Bu karşılaştırma kapandı; artık değiştirilemez.')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Onayla/ })).toHaveCount(0)
  }
  const { body } = await (await own.signIn()).call(routes.getLetter, { params: { id: letter.id } })
  expect(body.status).toBe('resolved')
})
