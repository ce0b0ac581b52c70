/**
 * From the counterparty's answer to the row on the accountant's screen: 200 letters are answered through the portal
 * while a browser shows the list of letters; each row tells when it changed. `--every 500` answers at another pace (ms).
 */
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { tr } from '../suite/apps/mutabakat/locales/tr.ts'
import { spreadOf } from './report/percentiles.ts'
import { printSpread, printTitle } from './report/print-report.ts'
import { openBrowser, openProfile } from './suite/browser.ts'
import { type Member, signIn } from './suite/member.ts'
import { makeOpenLetters, type OpenLetter } from './suite/open-letters.ts'
import { startSuiteProcess } from './suite/suite-process.ts'

/** A page of the list is 50 rows: one page a day, so that every answered letter is on the screen. */
const DAYS = ['2025-03-31', '2025-04-30', '2025-05-31', '2025-06-30'] as const
const PER_DAY = 50
const SHOWN_WITHIN_MS = 10_000
const GOAL_MS = 100

const { values } = parseArgs({ options: { every: { type: 'string', default: '100' } } })
const every_ms = Number(values.every)

const now = (): number => performance.timeOrigin + performance.now()

/** How far the page's clock is ahead of ours, in ms: seen in the quickest of some round trips. */
const clockAhead = async (page: Page): Promise<number> => {
  let quickest = { took: Number.POSITIVE_INFINITY, ahead: 0 }
  for (let round = 0; round < 30; round++) {
    const before = now()
    const there = await page.evaluate(() => performance.timeOrigin + performance.now())
    const took = now() - before
    if (took < quickest.took) quickest = { took, ahead: there - (before + took / 2) }
  }
  return quickest.ahead
}

/** In the page: notes, for each letter's number, when its row first said one of `labels`. */
const watchRows = (page: Page, labels: readonly string[]) =>
  page.evaluateHandle(wanted => {
    const shown: Record<string, number> = {}
    const look = (row: HTMLTableRowElement, at: number): void => {
      const no = /MUT-\d{4}-\d+/.exec(row.textContent)?.[0]
      if (no === undefined || shown[no] !== undefined) return
      // A cell may begin with its column's name, which phones show.
      if ([...row.cells].some(cell => wanted.some(label => cell.textContent.endsWith(label)))) shown[no] = at
    }
    new MutationObserver(records => {
      const at = performance.timeOrigin + performance.now()
      const changed = records.flatMap(({ target, addedNodes }) => [target, ...addedNodes])
      for (const node of changed) {
        const row = (node instanceof Element ? node : node.parentElement)?.closest('tr')
        if (row) look(row, at)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    return shown
  }, labels)

/** A client without a screen beside the browser: when each answer's event arrived at it, by the letter's number. */
const watchEvents = async (member: Member) => {
  const live = member.live()
  const heard = new Map<string, number>()
  const room = live.join(`company:${member.company.id}`)
  for (const type of ['mutabakat_approved', 'mutabakat_rejected'])
    room.on(type, event => void heard.set((event.data as { no: string }).no, now()))
  const joined = Promise.withResolvers<void>()
  room.onState(({ status }) => status === 'joined' && joined.resolve())
  live.connect()
  await joined.promise
  return { heard, close: () => live.close() }
}

type Timed = { shown: Map<string, number>; sent: Map<string, number>; answered_ms: number[] }

/** Answers at a fixed pace, whether the one before was shown or not. */
const answerAll = async (page: Page, letters: readonly OpenLetter[]): Promise<Timed> => {
  const rows = await watchRows(page, [tr.status.approved, tr.status.rejected])
  const ahead = await clockAhead(page)
  const sent = new Map<string, number>()
  const answered_ms: number[] = []
  const answers: Promise<void>[] = []
  for (const [index, { no, guest }] of letters.entries()) {
    const at = now()
    sent.set(no, at)
    const answer = guest.answer(index % 3 === 2 ? 'disagree' : 'agree')
    answers.push(answer.then(() => void answered_ms.push(now() - at)))
    await after(every_ms)
  }
  await Promise.all(answers)
  await page.waitForFunction(([seen, count]) => Object.keys(seen).length >= count, [rows, letters.length] as const, {
    timeout: SHOWN_WITHIN_MS,
  })
  const times = await rows.jsonValue()
  return { sent, shown: new Map([...sent.keys()].map(no => [no, times[no]! - ahead])), answered_ms }
}

printTitle(`${DAYS.length * PER_DAY} answers, one every ${every_ms} ms`)
await using suite = await startSuiteProcess({ env: { TRUSTED_PROXIES: '1' } })
const member = await signIn(suite.url)
const letters = await makeOpenLetters(member, suite.url, DAYS, PER_DAY)
await using browser = await openBrowser()
const page = await (await openProfile(browser, suite.url, member)).newPage()
const events = await watchEvents(member)
const answered: number[] = []
const heard: number[] = []
const shown: number[] = []
for (const [day, ofDay] of letters) {
  await page.goto(`/c/${member.company.slug}/mutabakat/letters?filter[balance_date]=${day}`)
  await page.getByRole('status').filter({ hasText: 'Canlı' }).waitFor()
  const rows = page.locator('tr[data-row]').filter({ hasText: tr.status.viewed })
  await rows.nth(PER_DAY - 1).waitFor()
  const timed = await answerAll(page, ofDay)
  answered.push(...timed.answered_ms)
  for (const [no, at] of timed.sent) {
    heard.push(events.heard.get(no)! - at)
    shown.push(timed.shown.get(no)! - at)
  }
}
events.close()
printSpread('answer sent → answer taken (HTTP)', spreadOf(answered))
printSpread('answer sent → event at a client', spreadOf(heard))
printSpread('answer sent → row on the screen', spreadOf(shown), { at_most: GOAL_MS })
