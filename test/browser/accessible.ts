/** What axe says against a page, once nothing on it moves. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** A page is judged anew when something began to move meanwhile; a page that never rests is judged as it is after these. */
const JUDGEMENTS = 5

/**
 * Text that fades in fails its contrast while it fades. Endless movements (a skeleton, a spinner) are not waited for.
 * What a finished one starts is waited for too: all has to rest for two frames.
 */
const still = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const moving = () =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
        )
    const frame = () => new Promise(drawn => requestAnimationFrame(drawn))
    for (let quiet = 0; quiet < 2; ) {
      const now = moving()
      await Promise.all(now.map(animation => animation.finished.catch(() => null)))
      await frame()
      quiet = now.length === 0 ? quiet + 1 : 0
    }
  })

/** Counts what begins to fade or move from now on; resolves with a question for the count. */
const watchMovement = async (page: Page): Promise<() => Promise<number>> => {
  const began = await page.evaluateHandle(() => {
    const seen = { count: 0 }
    const note = () => void seen.count++
    for (const type of ['transitionrun', 'animationstart']) document.addEventListener(type, note, true)
    return seen
  })
  return () => began.evaluate(({ count }) => count)
}

/** Breaches of WCAG 2.1 A and AA; empty when there are none. */
export const violations = async (page: Page): Promise<string[]> => {
  for (let judgement = 1; ; judgement++) {
    await still(page)
    const moved = await watchMovement(page)
    const found = await judge(page)
    if (found.length === 0 || judgement === JUDGEMENTS || (await moved()) === 0) return found
  }
}

const judge = async (page: Page): Promise<string[]> => {
  const { violations: found } = await new AxeBuilder({ page })
    // What passed is counted, not described, and the result is put together in the page itself: a quarter of the time.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    // React Aria's mouthpiece: what it said stands there for seconds, naming a button that may be gone by then.
    .exclude('[data-live-announcer]')
    // A shown mail may run nothing, axe neither: it would wait there for ever.
    .exclude('iframe[sandbox]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) =>
      [id, target.join(' '), html.slice(0, 200), failureSummary?.split('\n').at(1)?.trim()].join(' | '),
    ),
  )
}
