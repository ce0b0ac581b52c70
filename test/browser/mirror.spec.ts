/** Two companies on one server: linked by their cards, their letters arrive compared and are answered in one tap. */
import type { Page } from '@playwright/test'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { vknCheckDigit } from '../../suite/apps/mutabakat/domain/index.ts'
import { letterSteps } from '../suite/letter-steps.ts'
import { mailsOf } from '../suite/mails.ts'
import { createStranger, type Person } from '../suite/person.ts'
import type { TestSuite } from '../suite/test-suite.ts'
import { violations } from './accessible.ts'
import { test } from './own-company.ts'
import { expect, openLive } from './visit.ts'

let turn = 0

/** A seller and a buyer who have each other's card; nothing is linked yet. */
const openPair = async (own: TestSuite, enter: (email: string) => Promise<Page>) => {
  const { services } = own.suite
  const nextMail = mailsOf(services.mail.catcher!)
  turn++
  const numberOf = (nine: string) => `${nine}${vknCheckDigit(nine)}`
  const numbers = { seller: numberOf(`48011223${turn}`), buyer: numberOf(`48044556${turn}`) }
  const open = async (title: string, email: string, vkn: string) => {
    const person = await own.addCompany(title, email)
    await services.store.asSystem('a test gives a tax number', trx =>
      trx.updateTable('platform.company').set({ vkn }).where('id', '=', person.company_id).execute(),
    )
    const steps = letterSteps({ member: person, guest: createStranger(own.url), nextMail })
    return { person, page: await enter(email), home: `/c/${person.company}/mutabakat`, steps }
  }
  const seller = await open('Ak Gıda A.Ş.', `satis${turn}@akgida.example`, numbers.seller)
  const buyer = await open('Bal Toptan Ltd. Şti.', `alim${turn}@baltoptan.example`, numbers.buyer)
  const card = await seller.steps.addCard({ title: 'Bal Toptan', tax_kind: 'vkn', tax_number: numbers.buyer })
  const theirCard = await buyer.steps.addCard({
    title: 'Ak Gıda (satıcı)',
    tax_kind: 'vkn',
    tax_number: numbers.seller,
  })
  return { seller, buyer, card, theirCard }
}

const link = async (asker: Person, asked: Person, card_id: string, theirCard_id: string): Promise<void> => {
  await asker.call(routes.askForLink, { params: { id: card_id } })
  const invitations = async () => (await asked.call(routes.links, {})).body.invitations
  await expect.poll(async () => (await invitations()).length).toBe(1)
  const [one] = await invitations()
  const body = { counterparty_id: theirCard_id }
  expect((await asked.call(routes.acceptLink, { params: { id: one!.id }, body })).status).toBe(200)
}

test('[B91] a link is asked for on a card, accepted in the other company, and seen on the card at once', async ({
  own,
  enter,
}) => {
  const { seller, buyer, card } = await openPair(own, enter)
  await openLive(buyer.page, `${buyer.home}/links`)
  await expect(buyer.page.getByText('Bekleyen istek yok.')).toBeVisible()
  await openLive(seller.page, `${seller.home}/counterparties/${card.id}`)
  await seller.page.getByRole('button', { name: 'Bağlantı iste' }).click()
  await expect(seller.page.getByText(/bağlantı istedi\./)).toBeVisible()

  await expect(buyer.page.getByText('Ak Gıda A.Ş.', { exact: true })).toBeVisible()
  expect(await violations(buyer.page)).toEqual([])
  await buyer.page.getByRole('button', { name: 'Kabul et' }).click()
  const dialog = buyer.page.getByRole('dialog', { name: 'Ak Gıda A.Ş. hangi cariniz?' })
  await expect(dialog.getByRole('radio', { name: /Ak Gıda \(satıcı\)/ })).toBeChecked()
  await dialog.getByRole('button', { name: 'Kabul et' }).click()
  await expect(buyer.page.getByRole('link', { name: /Ak Gıda \(satıcı\)/ })).toBeVisible()
  await expect(seller.page.getByText('Bal Toptan Ltd. Şti. ile bağlı')).toBeVisible()
})

test('[B92] the letter arrives compared, is compared anew, and one tap is seen by the sender', async ({
  own,
  enter,
}) => {
  const { seller, buyer, card, theirCard } = await openPair(own, enter)
  await link(seller.person, buyer.person, card.id, theirCard.id)
  await openLive(buyer.page, `${buyer.home}/incoming`)
  await expect(buyer.page.getByText('Henüz gelen mektup yok')).toBeVisible()
  const letter = await seller.steps.draft({ counterparty_id: card.id })
  await openLive(seller.page, `${seller.home}/letters/${letter.id}`)
  await seller.steps.send(letter)
  const row = buyer.page.getByRole('row', { name: new RegExp(letter.no) })
  await expect(row.getByText('Kaydınız yok')).toBeVisible()
  await expect(buyer.page.getByRole('link', { name: /^Gelen/ })).toContainText('1')
  const own_draft = await buyer.steps.draft({ counterparty_id: theirCard.id, side: 'A' })
  await expect(row.getByText('Tutuyor')).toBeVisible()

  await row.click()
  await expect(buyer.page.getByText('İki kayıt kuruşu kuruşuna tutuyor.')).toBeVisible()
  await expect(buyer.page.getByRole('link', { name: `${own_draft.no} mektubunuzdan` })).toBeVisible()
  expect(await violations(buyer.page)).toEqual([])
  await buyer.page.getByRole('button', { name: 'Mutabıkız, yanıtla' }).click()
  await expect(buyer.page.getByText('Mutabık kalındı')).toBeVisible()
  await expect(seller.page.getByText('Mutabık', { exact: true }).first()).toBeVisible()
})

test('[B92] a difference is said in words, and disagreeing begins with the own figure', async ({ own, enter }) => {
  const { seller, buyer, card, theirCard } = await openPair(own, enter)
  await link(seller.person, buyer.person, card.id, theirCard.id)
  const letter = await seller.steps.draft({ counterparty_id: card.id })
  const balance = { amount: '1000.00', currency: 'TRY' } as const
  await buyer.steps.draft({ counterparty_id: theirCard.id, balance, side: 'A' })
  await openLive(seller.page, `${seller.home}/letters/${letter.id}`)
  await openLive(buyer.page, `${buyer.home}/incoming`)
  await seller.steps.send(letter)
  await buyer.page.getByRole('row', { name: new RegExp(letter.no) }).click()
  await expect(buyer.page.getByText(/mektuptan .*250,40.* sizin lehinize/)).toBeVisible()
  await buyer.page.getByRole('button', { name: 'Mutabık değiliz' }).click()
  await expect(buyer.page.getByLabel('Kayıtlarınıza göre bakiye')).toHaveValue(/1\.000,00/)
  await expect(buyer.page.getByRole('radio', { name: 'Biz borçluyuz' })).toBeChecked()
  await buyer.page.getByRole('button', { name: 'Yanıtı gönder' }).click()
  await expect(buyer.page.getByText('Mutabık kalınmadı')).toBeVisible()
  await expect(seller.page.getByText('Mutabık değil', { exact: true }).first()).toBeVisible()
})

const statement = (rows: string[]): Uint8Array =>
  Buffer.from(['Tarih;EvrakTipi;EvrakNo;Aciklama;Borc;Alacak', ...rows].join('\n'))

/** The seller says 1,250.40; the buyer has 1,000.00 and misses an invoice of 250.40. */
const SELLERS = statement(['05.09.2026;Fatura;AK-1;;1000,00;', '20.09.2026;Fatura;AK-2;eksik;250,40;'])
const BUYERS = statement(['06.09.2026;Fatura;AK-1;;;1000,00'])

/** A letter that the buyer said no to, both companies before its comparison; the buyer compared a letter of its own before. */
const meet = async (own: TestSuite, enter: (email: string) => Promise<Page>) => {
  const pair = await openPair(own, enter)
  const { seller, buyer, card, theirCard } = pair
  await link(seller.person, buyer.person, card.id, theirCard.id)
  const balance = { amount: '1000.00', currency: 'TRY' } as const
  const mine = await buyer.steps.draft({ counterparty_id: theirCard.id, balance, side: 'A' })
  await buyer.steps.send(mine)
  await expect.poll(async () => (await buyer.steps.find(mine.id)).status).toBe('sent')
  const bring = (person: Person, id: string, bytes: Uint8Array) =>
    person.upload(routes.uploadStatement, { name: 'ekstre.csv', bytes }, { params: { id, side: 'ours' } })
  expect((await bring(buyer.person, mine.id, BUYERS)).status).toBe(202)
  const letter = await seller.steps.draft({ counterparty_id: card.id })
  await seller.steps.send(letter)
  const list = async () =>
    (await buyer.person.call(routes.listIncoming, { query: { q: letter.no } as never })).body.items
  await expect.poll(async () => (await list()).length).toBe(1)
  const [came] = await list()
  const no = { choice: 'disagree', reason_code: 'missing_invoice', own_balance: balance, own_side: 'B' } as const
  const params = { id: came!.id }
  expect((await buyer.person.call(routes.answerIncoming, { params, body: no as never })).status).toBe(200)
  const offered = async () => (await buyer.person.call(routes.getIncoming, { params })).body.own_statement
  await expect.poll(offered).not.toBeNull()
  expect((await bring(seller.person, letter.id, SELLERS)).status).toBe(202)
  await openLive(seller.page, `${seller.home}/letters/${letter.id}/comparison`)
  await openLive(buyer.page, `${buyer.home}/incoming/${came!.id}`)
  await buyer.page.getByRole('button', { name: 'Ekstreleri karşılaştır' }).click()
  await expect(buyer.page.getByRole('heading', { level: 1, name: 'Ekstre karşılaştırması' })).toBeVisible()
  return { ...pair, letter, mine }
}

test('[B103] inside, the other company gives its own lines by one tap, decides before the sender’s eyes, and both settle', async ({
  own,
  enter,
}) => {
  const { seller, buyer, letter, mine } = await meet(own, enter)
  const pairs = (page: Page) => page.locator('[data-pair]')
  await expect(buyer.page.getByText(new RegExp(`${mine.no} mektubumuzun karşılaştırmasına .*1 satır`))).toBeVisible()
  expect(await violations(buyer.page)).toEqual([])
  await buyer.page.getByRole('button', { name: 'Bizim ekstremizi kullan' }).click()
  for (const page of [buyer.page, seller.page]) await expect(pairs(page)).toHaveCount(1)
  await expect(seller.page.getByText(`${letter.no}.csv`, { exact: true })).toBeVisible()
  for (const page of [buyer.page, seller.page])
    await expect(page.getByRole('list', { name: 'Şu an burada' }).getByRole('listitem')).toHaveCount(2)
  const here = (page: Page) => page.getByRole('list', { name: 'Şu an burada' }).getByRole('listitem').first()
  await expect(here(seller.page)).toHaveAttribute('title', /^alim\d+ · Bal Toptan$/)
  await expect(here(buyer.page)).toHaveAttribute('title', /^satis\d+ · Ak Gıda A\.Ş\.$/)
  await pairs(buyer.page)
    .getByRole('button', { name: /^Onayla/ })
    .click()
  await expect(seller.page.getByText('Bütün eşleşmelere karar verildi')).toBeVisible()
  expect(await violations(buyer.page)).toEqual([])
  for (const page of [buyer.page, seller.page]) {
    await page.getByRole('button', { name: 'Listeyi kabul et' }).click()
    const dialog = page.getByRole('dialog', { name: 'Fark listesini kabul ediyor musunuz?' })
    await dialog.getByRole('button', { name: 'Kabul ediyorum' }).click()
    await expect(dialog).toBeHidden()
  }
  for (const page of [buyer.page, seller.page])
    await expect(page.getByText('İki taraf da listeyi kabul etti. Fark kapandı.')).toBeVisible()
})

test('[B104] when the link ends the open comparison closes with the reason, and leads back to the letter', async ({
  own,
  enter,
}) => {
  const { seller, buyer, card } = await meet(own, enter)
  expect((await seller.person.call(routes.endLink, { params: { id: card.id } })).status).toBe(200)
  await expect(buyer.page.getByText(/Şirket bağlantısı sona erdi\. Karşılaştırma/)).toBeVisible()
  await expect(buyer.page.getByRole('list', { name: 'Şu an burada' })).toBeHidden()
  expect(await violations(buyer.page)).toEqual([])
  await buyer.page.getByRole('button', { name: 'Mektuba dön' }).click()
  await expect(buyer.page.getByText('Mutabık kalınmadı')).toBeVisible()
  await expect(buyer.page.getByRole('button', { name: 'Ekstreleri karşılaştır' })).toBeHidden()
})
