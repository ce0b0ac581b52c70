/** Lists the files of this repository that people wrote: what every guard reads. */
import { existsSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const NOT_WRITTEN = new Set(['node_modules', 'dist', 'coverage', 'test-results', '.git'])
/** Only at the top: an application's tables live in a folder of the same name. */
const DATA_OF_A_RUN = 'data'

/** Paths below `folder`, relative to `root`, with forward slashes, sorted. A missing folder has no files. */
export const sourceFiles = (root: string, folder: string, wanted: RegExp): string[] => {
  const start = join(root, folder)
  if (!existsSync(start)) return []
  const found: string[] = []
  for (const entry of readdirSync(start, { withFileTypes: true })) {
    const path = relative(root, join(start, entry.name)).split(sep).join('/')
    if (entry.isDirectory()) {
      if (!NOT_WRITTEN.has(entry.name) && path !== DATA_OF_A_RUN) found.push(...sourceFiles(root, path, wanted))
    } else if (wanted.test(entry.name)) found.push(path)
  }
  return found.sort()
}

/**
 * True for files that only prove things, suites that several implementations run (`broker-contract.ts`) and the
 * `testing/` folders that help them included. They may look at everything their package declares, upward too, and
 * nothing that ships may look at them.
 */
export const isTest = (path: string): boolean =>
  /\.(test|spec|bench)\.tsx?$|-(contract|suite)\.ts$|\/testing\//.test(path)
