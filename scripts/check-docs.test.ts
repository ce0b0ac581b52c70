/** The documentation guard against planted faults. */
import { expect, test } from 'vitest'
import { checkDocs } from './check-docs.ts'
import { readPage } from './docs/read-page.ts'
import { plantTree } from './planted-tree.ts'

const fence = (info: string, code: string): string => ['```', info, '\n', code, '\n```\n'].join('')

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    module: 'nodenext',
    target: 'es2024',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    types: [],
  },
})
const CLEAN = {
  'tsconfig.json': TSCONFIG,
  'package.json': '{"type":"module"}',
  'docs/guide.md': '# The guide\n\n## Zwei & drei\n',
  'README.md': `# Start\n\nSee [the guide](docs/guide.md#zwei--drei), [up](#start), ![x](docs/guide.md) and [out](https://example.org/x).\n\n${fence('ts run', 'const answer: number = 42\nif (answer !== 42) throw new Error("no")')}${fence('sh run', 'test -f README.md')}${fence('text', 'not a program [x](gone.md)')}`,
}

const problemsOf = (readme: string): string => {
  using tree = plantTree({ ...CLEAN, 'README.md': `${CLEAN['README.md']}${readme}` })
  return checkDocs(tree.root).problems.join('\n')
}
const added = CLEAN['README.md'].split('\n').length

test('[G10] pages that tell the truth are no problem', { timeout: 60_000 }, () => {
  expect(problemsOf('')).toBe('')
})

test('[G10] a block that does not compile is named with its line', { timeout: 60_000 }, () => {
  const problems = problemsOf(fence('ts', 'const fine = 1\nconst wrong: string = fine'))
  expect(problems).toMatch(new RegExp(`^README\\.md:${added + 2} TS2322`))
})

test('[G10] a block that compiles and fails when run is named', { timeout: 60_000 }, () => {
  expect(problemsOf(fence('ts run', 'throw new Error("planted")'))).toMatch(/ends with 1: .*planted/)
  expect(problemsOf(fence('sh run', 'false\ntrue'))).toMatch(/ends with 1/)
})

test('[G11] a link to a missing file, picture or heading is named', { timeout: 60_000 }, () => {
  expect(problemsOf('[x](docs/gone.md)')).toBe(`README.md:${added} leads nowhere: docs/gone.md`)
  expect(problemsOf('<img src="docs/gone.png">')).toMatch(/leads nowhere: docs\/gone\.png/)
  expect(problemsOf('[x](docs/guide.md#vier)')).toMatch(/heading that is not there: docs\/guide\.md#vier/)
})

test('[G11] headings inside a code block make no anchor', () => {
  expect([...readPage(`# One\n${fence('sh', '# two')}`).anchors]).toEqual(['one'])
})

test('[G4] no page at all is a failure', () => {
  using empty = plantTree({ 'package.json': '{}' })
  expect(checkDocs(empty.root).problems.join()).toMatch(/0 pages read/)
})
