/** Follows every relative link of the documentation to a file, and to a heading when it names one. */
import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import type { Page } from './read-page.ts'

/** `pages` is keyed by path relative to `root`. */
export const checkLinks = (root: string, pages: ReadonlyMap<string, Page>): string[] => {
  const problems: string[] = []
  for (const [path, page] of pages) {
    for (const { target, line } of page.links) {
      if (/^[a-z][a-z+.-]*:/i.test(target)) continue
      const [file = '', anchor] = decodeURIComponent(target).split('#')
      const to = file === '' ? path : posix.join(dirname(path), file)
      if (!existsSync(join(root, to))) problems.push(`${path}:${line} leads nowhere: ${target}`)
      else if (anchor !== undefined && pages.get(to)?.anchors.has(anchor) === false) {
        problems.push(`${path}:${line} leads to a heading that is not there: ${target}`)
      }
    }
  }
  return problems
}
