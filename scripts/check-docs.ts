/**
 * Fails when the documentation says what is not so. Every ```ts and ```tsx block compiles against the code; a block marked
 * `run` (```ts run, ```sh run) also runs and ends well; relative links lead somewhere. What is no program is fenced as text.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkBlocks } from './docs/check-blocks.ts'
import { checkLinks } from './docs/check-links.ts'
import { type Page, readPage } from './docs/read-page.ts'
import { sourceFiles } from './source-files.ts'
import { conclude, type Verdict } from './verdict.ts'

/** Reads every Markdown page under `root`. */
export const checkDocs = (root: string): Verdict => {
  const pages = new Map<string, Page>()
  for (const path of sourceFiles(root, '.', /\.md$/)) pages.set(path, readPage(readFileSync(join(root, path), 'utf8')))
  const blocks = [...pages.values()].reduce((sum, page) => sum + page.blocks.length, 0)
  const problems = [...checkLinks(root, pages), ...checkBlocks(root, pages)]
  if (pages.size === 0) problems.push('0 pages read: the check itself is broken')
  return { read: `${pages.size} pages, ${blocks} blocks`, problems }
}

if (import.meta.main) conclude('docs', checkDocs(resolve(import.meta.dirname, '..')))
