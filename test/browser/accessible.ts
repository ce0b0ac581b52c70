/** What axe says against a page, once nothing on it moves. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Text that fades in fails its contrast while it fades. Endless ones (a skeleton, a spinner) are not waited for. */
const still = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(animation => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(animation => animation.finished.catch(() => null)),
    ),
  )

/** Breaches of WCAG 2.1 A and AA; empty when there are none. */
export const violations = async (page: Page): Promise<string[]> => {
  await still(page)
  const { violations: found } = await new AxeBuilder({ page })
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
