/** One answer on a phone moves every screen of the two people who wait for it. */
import type { Page, Request } from '@playwright/test'
import { agree, disagree, enterPortal, readLink, rowOf, sendLetter, statOf, topOf, writeLetter } from './letter-way.ts'
import { companyOf, expect, openLive, test, unread } from './visit.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** Notes what a page asks the server from now on. */
const listen = (page: Page): string[] => {
  const asked: string[] = []
  page.on('request', (request: Request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) asked.push(pathname)
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked.push(`reload ${pathname}`)
  })
  return asked
}

test('[B5] [B6] [B7] a letter goes out by form, is answered on a phone, and both senders see it at once', async ({
  visit,
}) => {
  test.slow()
  const gulsen = await visit('gulsen')
  const mehmet = await visit('mehmet')
  const mailbox = await visit('gulsen')
  const guest = await visit('guest', PHONE)
  const { home } = await companyOf(gulsen)

  const letter = await writeLetter(gulsen, 'Boğaziçi', '12.345,67')
  await sendLetter(gulsen)
  const link = await readLink(mailbox, letter.no)

  await openLive(gulsen, `${home}/letters`)
  await openLive(mehmet, home)
  await expect(rowOf(gulsen, letter.no)).toContainText('Gönderildi')
  const agreedBefore = await statOf(mehmet, 'Mutabık')

  await enterPortal(guest, link, mailbox, letter.no)
  await expect(guest.getByText('Siz bize borçlusunuz')).toBeVisible()
  await expect(guest.getByText('12.345,67').first()).toBeVisible()
  await expect(rowOf(gulsen, letter.no)).toContainText('Görüldü')
  await expect(mehmet.locator('main')).toContainText('Karşı taraf açtı')
  const bells = [await unread(gulsen), await unread(mehmet)] as const

  const byGulsen = listen(gulsen)
  const byMehmet = listen(mehmet)
  await agree(guest)

  const sentence = new RegExp(`${letter.no} .+ tarafından onaylandı`)
  for (const page of [gulsen, mehmet]) await expect(page.getByText(sentence)).toBeVisible()
  await expect(rowOf(gulsen, letter.no)).toContainText('Mutabık')
  await expect(mehmet.getByRole('listitem').filter({ hasText: letter.title }).first()).toContainText('Mutabık kalındı')
  await expect.poll(() => statOf(mehmet, 'Mutabık')).toBe(agreedBefore + 1)
  await expect.poll(() => unread(gulsen)).toBe(bells[0] + 1)
  await expect.poll(() => unread(mehmet)).toBe(bells[1] + 1)
  // The list took the row from the event; the dashboard asked for its sums once the event came. Nothing polled. Who is to
  // be called is asked again when the guest began or ended reading, which may be just then.
  expect(byGulsen.filter(path => path !== '/api/mutabakat/calls')).toEqual([])
  expect(new Set(byMehmet)).toEqual(new Set(['/api/dashboard']))
})

test('[B8] a disagreement brings its reason, the other balance and the difference to the open letter', async ({
  visit,
}) => {
  test.slow()
  const gulsen = await visit('gulsen')
  const mailbox = await visit('gulsen')
  const guest = await visit('guest', PHONE)
  const letter = await writeLetter(gulsen, 'Demirağ', '5.000,00')
  await sendLetter(gulsen)
  await enterPortal(guest, await readLink(mailbox, letter.no), mailbox, letter.no)
  await expect(topOf(gulsen)).toContainText('Görüldü')
  const asked = listen(gulsen)
  await disagree(guest, { reason: 'Eksik fatura', own: '4.250,50', note: 'DMR-118 numaralı fatura kayıtlarımızda yok' })

  const answer = gulsen.locator('section').filter({ has: gulsen.getByRole('heading', { name: 'Yanıt' }) })
  await expect(answer).toContainText('Mutabık değil')
  await expect(answer).toContainText('Eksik fatura')
  await expect(answer).toContainText('4.250,50')
  await expect(answer).toContainText('749,50')
  await expect(answer).toContainText('DMR-118')
  await expect(gulsen.getByText(new RegExp(`${letter.no} .+ tarafından reddedildi`))).toBeVisible()
  expect(asked.filter(path => path.startsWith('reload'))).toEqual([])
})
