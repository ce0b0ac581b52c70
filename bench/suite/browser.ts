/** The system's Chromium, without a window. */
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { findChromium } from '../../scripts/chromium.mjs'
import type { Member } from './member.ts'

export const openBrowser = (): Promise<Browser> => {
  const executablePath = findChromium()
  if (executablePath === null)
    throw new Error('Chromium was not found: install it, or name it in the environment as CHROMIUM')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
}

/** A profile with nothing in its cache, as a person in Istanbul has it; `member`: already signed in as them. */
export const openProfile = async (browser: Browser, url: string, member?: Member): Promise<BrowserContext> => {
  const context = await browser.newContext({ baseURL: url, locale: 'tr-TR', timezoneId: 'Europe/Istanbul' })
  const cookies = (member?.cookies ?? []).map(cookie => {
    const at = cookie.indexOf('=')
    return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url }
  })
  await context.addCookies(cookies)
  return context
}
