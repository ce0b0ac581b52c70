/** Light, dark, or as the system wishes: remembered per browser, set on `<html data-theme>` where the CSS reads it. */
import { useSyncExternalStore } from 'react'

export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'nabiz.theme'
const CHANGED = 'nabiz:theme'

const wishOf = (stored: string | null): Theme => (stored === 'light' || stored === 'dark' ? stored : 'system')

const stored = (): Theme => {
  try {
    return wishOf(localStorage.getItem(KEY))
  } catch {
    return 'system'
  }
}

const shownFor = (theme: Theme): 'light' | 'dark' => {
  if (theme !== 'system') return theme
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

const paint = (): void => {
  const shown = shownFor(stored())
  document.documentElement.dataset.theme = shown
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute('content', getComputedStyle(document.documentElement).getPropertyValue('--bg').trim())
}

export const setTheme = (theme: Theme): void => {
  try {
    if (theme === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, theme)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  paint()
  dispatchEvent(new Event(CHANGED))
}

const subscribe = (changed: () => void): (() => void) => {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const repaint = () => {
    paint()
    changed()
  }
  system.addEventListener('change', repaint)
  // Another tab chose a theme.
  addEventListener('storage', repaint)
  addEventListener(CHANGED, changed)
  return () => {
    system.removeEventListener('change', repaint)
    removeEventListener('storage', repaint)
    removeEventListener(CHANGED, changed)
  }
}

/** `theme` is the wish, `shown` what is on the screen. */
export const useTheme = (): { theme: Theme; shown: 'light' | 'dark' } => {
  const theme = useSyncExternalStore(subscribe, stored)
  const shown = useSyncExternalStore(subscribe, () => shownFor(stored()))
  return { theme, shown }
}
