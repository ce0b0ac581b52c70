/** What a browser with an empty cache really loads, as it comes over the wire: the sign-in page, and the desk after it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { printFigure, printTitle } from './report/print-report.ts'
import { openBrowser, openProfile } from './suite/browser.ts'
import { signIn } from './suite/member.ts'
import { ROOT, startSuiteProcess } from './suite/suite-process.ts'

const GOAL_KB = 300
/** Of the protocol's names for what a response is; the rest are answers of our API. */
const SHELL = ['Document', 'Script', 'Stylesheet', 'Font', 'Image', 'Other'] as const

type Load = { bytes: Map<string, number>; requests: number; ms: number }

/** Opens the address in a new page and counts every byte until nothing was asked for during half a second. */
const load = async (context: BrowserContext, path: string): Promise<Load> => {
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  const kinds = new Map<string, string>()
  const bytes = new Map<string, number>()
  wire.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other'
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength)
  })
  await wire.send('Network.enable')
  const began = performance.now()
  await page.goto(path)
  await page.locator('h1').first().waitFor()
  const ms = performance.now() - began
  await page.waitForLoadState('networkidle')
  await context.close()
  return { bytes, requests: kinds.size, ms }
}

const print = (title: string, { bytes, requests, ms }: Load): void => {
  console.log(`  ${title}: ${requests} responses, first heading after ${ms.toFixed(0)} ms`)
  for (const [kind, size] of [...bytes].sort((left, right) => right[1] - left[1]))
    printFigure(`  ${kind}`, size / 1024, 'KB')
  const shell = SHELL.reduce((sum, kind) => sum + (bytes.get(kind) ?? 0), 0)
  printFigure('  the shell: all but answers of the API', shell / 1024, 'KB', { at_most: GOAL_KB })
  console.log('')
}

printTitle('bytes over the wire, cold cache, compressed, headers included')
if (!existsSync(join(ROOT, 'suite/web/dist/index.html'))) throw new Error('the screens are not built: npm run build')
await using suite = await startSuiteProcess()
await using browser = await openBrowser()
print('sign-in page', await load(await openProfile(browser, suite.url), '/sign-in'))
const member = await signIn(suite.url)
print('desk, already signed in', await load(await openProfile(browser, suite.url, member), `/c/${member.company.slug}`))
