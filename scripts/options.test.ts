/** The table of options against their one reader, both ways: an option that is not documented, a page that promises one too many. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const namesIn = (path: string, pattern: RegExp): string[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(pattern)].map(match => match[1]!).sort()

test('[G17] docs/options.md names exactly the options that are read', () => {
  const read = namesIn('suite/config.ts', /^ {2}([A-Z][A-Z_]+):/gm)
  expect(read.length).toBeGreaterThan(5)
  expect(namesIn('docs/options.md', /^\| `([A-Z_]+)` \|/gm)).toEqual(read)
})
