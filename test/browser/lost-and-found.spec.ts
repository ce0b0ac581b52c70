/** What happens while a screen cannot hear is on it once it can again, and stands there once. */
import type { Page } from '@playwright/test'
import { type LetterSteps, letterSteps, type Visit } from '../suite/letter-steps.ts'
import { mailsShownTo } from '../suite/mails.ts'
import { createStranger, signInAt } from '../suite/person.ts'
import { rowOf, statOf } from './letter-way.ts'
import { createOwnServer, type OwnServer } from './own-server.ts'
import { companyOf, expect, liveBadge, lostBadge, openLive, test as plain, unread } from './visit.ts'

const test = plain.extend<object, { own: OwnServer }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const own = await createOwnServer()
      await own.start()
      await use(own)
      await own.close()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

/** The letter's way by calls, past the gate: the screens under test are the only browsers. */
const stepsAt = async (own: OwnServer): Promise<LetterSteps> => {
  const member = await signInAt(own.directUrl, 'gulsen@defnegida.example', 'nabiz-ornek-2026')
  return letterSteps({ member, guest: createStranger(own.directUrl), nextMail: mailsShownTo(member) })
}

type Screens = { list: Page; desk: Page; agreed: number; bells: readonly [number, number] }

/** The list in one browser and the desk in another, with a letter on both that its counterparty has opened. */
const openScreens = async (list: Page, desk: Page, visit: Visit): Promise<Screens> => {
  const { home } = await companyOf(list)
  await openLive(list, `${home}/letters`)
  await openLive(desk, home)
  await expect(rowOf(list, visit.letter.no)).toContainText('Görüldü')
  return {
    list,
    desk,
    agreed: await statOf(desk, 'Mutabık'),
    bells: [await unread(list), await unread(desk)],
  }
}

const expectOnce = async ({ list, desk, agreed, bells }: Screens, visit: Visit): Promise<void> => {
  const { no, counterparty } = visit.letter
  for (const page of [list, desk]) await expect(liveBadge(page)).toBeVisible({ timeout: 30_000 })
  await expect(rowOf(list, no)).toContainText('Mutabık')
  await expect(rowOf(list, no)).toHaveCount(1)
  await expect.poll(() => statOf(desk, 'Mutabık')).toBe(agreed + 1)
  const lines = desk
    .getByRole('listitem')
    .filter({ hasText: counterparty.title })
    .filter({ hasText: 'Mutabık kalındı' })
  await expect(lines).toHaveCount(1)
  await expect.poll(() => unread(list)).toBe(bells[0] + 1)
  await expect.poll(() => unread(desk)).toBe(bells[1] + 1)
  for (const page of [list, desk]) {
    expect(await page.getByText(new RegExp(`${no} .+ tarafından onaylandı`)).count()).toBeLessThanOrEqual(1)
    expect(await page.evaluate(() => Object.hasOwn(window, 'neverReloaded'))).toBe(true)
  }
}

const mark = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(window, { neverReloaded: true }))

test.beforeEach(({ forgive }) => forgive(/net::ERR_|WebSocket connection/))

test('[B9] an answer while the network is away is on both screens, once, when it is back', async ({ visit, own }) => {
  test.slow()
  const steps = await stepsAt(own)
  const guest = await steps.visit(await steps.draft())
  const at = { baseURL: own.url }
  const screens = await openScreens(await visit('gulsen', at), await visit('mehmet', at), guest)
  const { list, desk } = screens
  await Promise.all([mark(list), mark(desk)])

  // One device is told that it is offline, the other only loses its server.
  await list.context().setOffline(true)
  own.gate.shut()
  for (const page of [list, desk]) await expect(lostBadge(page)).toBeAttached()
  await list.getByRole('button', { name: 'Bağlantı kesildi' }).click()
  await expect(list.getByText('Cihazınızın internet bağlantısı yok.')).toBeVisible()
  await list.keyboard.press('Escape')
  await desk.getByRole('button', { name: 'Bağlantı kesildi' }).click()
  await expect(desk.getByText('Sunucuya ulaşılamıyor.')).toBeVisible()
  await expect(desk.getByText(/itibarıyla/)).toBeVisible()
  await desk.keyboard.press('Escape')

  const answered = await steps.answer(guest)
  expect(answered.status).toBe(200)
  await expect(rowOf(list, guest.letter.no)).toContainText('Görüldü')

  own.gate.open()
  await list.context().setOffline(false)
  await expectOnce(screens, guest)
})

test('[B10] a server killed between the answer and the screens loses and repeats nothing', async ({ visit, own }) => {
  test.slow()
  const steps = await stepsAt(own)
  const guest = await steps.visit(await steps.draft())
  const at = { baseURL: own.url }
  const screens = await openScreens(await visit('gulsen', at), await visit('mehmet', at), guest)
  await Promise.all([mark(screens.list), mark(screens.desk)])

  own.gate.stifle()
  const answered = await steps.answer(guest)
  expect(answered.status).toBe(200)
  await own.kill()
  for (const page of [screens.list, screens.desk]) await expect(lostBadge(page)).toBeAttached()
  await expect(rowOf(screens.list, guest.letter.no)).toContainText('Görüldü')
  await own.start()
  await expectOnce(screens, guest)
})
