/** How a page feels in a browser with an empty cache: what it loads, how long scripts run, when it is drawn, what jumps. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { spreadOf } from './report/percentiles.ts'
import { printFigure, printTitle } from './report/print-report.ts'
import { openBrowser, openProfile } from './suite/browser.ts'
import { type Member, signIn } from './suite/member.ts'
import { ROOT, startSuiteProcess } from './suite/suite-process.ts'

const ROUNDS = 5
/** Of web.dev: good for three visits of four. */
const GOALS = { lcp_ms: 2_500, cls: 0.1, blocking_ms: 200 }

type Look = { lcp_ms: number; cls: number; blocking_ms: number; script_ms: number; kilobytes: number }

/** Before anything of the page runs: what is drawn, what jumps, and how long the page cannot answer. */
const watch = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen = { lcp_ms: 0, cls: 0, blocking_ms: 0 }
    Object.assign(window, { seen })
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
    const on = (type: string, hear: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver(list => list.getEntries().forEach(hear)).observe({ type, buffered: true })
    on('largest-contentful-paint', entry => {
      seen.lcp_ms = entry.startTime
    })
    on('layout-shift', entry => {
      const { value, hadRecentInput } = entry as Shift
      if (!hadRecentInput) seen.cls += value
    })
    // Beyond 50 ms a task keeps a key or a click waiting.
    on('longtask', entry => {
      seen.blocking_ms += Math.max(0, entry.duration - 50)
    })
  })

const look = async (browser: Browser, url: string, member: Member | undefined, path: string): Promise<Look> => {
  const context = await openProfile(browser, url, member)
  const page = await context.newPage()
  await watch(page)
  const wire = await context.newCDPSession(page)
  let bytes = 0
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await wire.send('Network.enable')
  await wire.send('Performance.enable')
  await page.goto(path)
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  const seen = await page.evaluate(() => (window as unknown as { seen: Omit<Look, 'script_ms' | 'kilobytes'> }).seen)
  const { metrics } = await wire.send('Performance.getMetrics')
  const script_s = metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN
  await context.close()
  return { ...seen, script_ms: script_s * 1000, kilobytes: bytes / 1024 }
}

printTitle(`pages of the shell, cold cache, median of ${ROUNDS} visits`)
if (!existsSync(join(ROOT, 'suite/web/dist/index.html'))) throw new Error('the screens are not built: npm run build')
await using suite = await startSuiteProcess()
await using browser = await openBrowser()
const member = await signIn(suite.url)
const home = `/c/${member.company.slug}`
const pages: [string, string, Member | undefined][] = [
  ['sign-in', '/sign-in', undefined],
  ['desk', home, member],
  ['letters', `${home}/mutabakat/letters`, member],
  ['tasks', `${home}/tasks`, member],
  ['notifications', `${home}/notifications`, member],
]
for (const [name, path, who] of pages) {
  const looks: Look[] = []
  for (let round = 0; round < ROUNDS; round += 1) looks.push(await look(browser, suite.url, who, path))
  const median = (of: keyof Look) => spreadOf(looks.map(one => one[of])).p50
  console.log(`  ${name}`)
  printFigure('  over the wire, answers of the API included', median('kilobytes'), 'KB')
  printFigure('  scripts run', median('script_ms'), 'ms')
  printFigure('  tasks beyond 50 ms block it', median('blocking_ms'), 'ms', { at_most: GOALS.blocking_ms })
  printFigure('  largest part is drawn', median('lcp_ms'), 'ms', { at_most: GOALS.lcp_ms })
  printFigure('  layout shift', median('cls'), '', { at_most: GOALS.cls })
}
