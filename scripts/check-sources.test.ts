/** The sources guard against planted faults. Every sample is put together here, so that this file stays clean itself. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkSources } from './check-sources.ts'
import { plantTree } from './planted-tree.ts'

const problemsOf = (path: string, text: string): string => {
  using tree = plantTree({ 'src/fine.ts': '/** Fine. */\nexport const fine = 1\n', [path]: text })
  return checkSources(tree.root).problems.join('\n')
}
const KEY = ['-----BEGIN PRIVATE', ' KEY-----\n', `${'Ab1+'.repeat(20)}\n`, '-----END PRIVATE', ' KEY-----\n'].join('')
const tick = '`'
const hole = '$'.concat('{name}')

test('[G12] clean files, parameters and literals are no problem', () => {
  const src = '/** A file. */\n'
  expect(problemsOf('src/a.ts', `${src}sql${tick}select * from letter where name = ${hole}${tick}\n`)).toBe('')
  expect(problemsOf('src/a.ts', `${src}sql<Row>${tick}select * from letter where name = ${hole}${tick}\n`)).toBe('')
  expect(problemsOf('src/a.ts', `${src}sql.raw('create schema x')\n`)).toBe('')
  const constant = '$'.concat('{LOCK_KEY}')
  expect(problemsOf('src/a.ts', `${src}client.query(${tick}select lock(${constant})${tick})\n`)).toBe('')
  expect(problemsOf('src/a.test.ts', 'const deadline = setTimeout(fail, 1000)\n')).toBe('')
})

const FAULTS: [string, string, string, RegExp][] = [
  [
    'SQL from pieces',
    'src/a.ts',
    `pool.query(${tick}SELECT * FROM letter WHERE name = '${hole}'${tick})\n`,
    /src\/a\.ts:1 sql from pieces/,
  ],
  [
    'a value after a constant',
    'src/a.ts',
    `client.query(${tick}select lock($${'{KEY}'}, ${hole})${tick})\n`,
    /sql from pieces/,
  ],
  ['computed raw SQL', 'src/a.ts', ['\nsql', '.raw(name)\n'].join(''), /src\/a\.ts:2 raw sql/],
  ['a focused test', 'src/a.test.ts', ['test', ".only('x', () => {})\n"].join(''), /part of a suite/],
  ['a skipped suite', 'src/a.spec.ts', ['test.describe', ".skip('x', () => {})\n"].join(''), /part of a suite/],
  ['a sleep', 'src/a.test.ts', ['await new Promise(done => ', 'setTimeout(done, 50))\n'].join(''), /sleeping test/],
  [
    'a sleep by import',
    'src/a.test.ts',
    ["import { setTimeout } from 'node:", "timers/promises'\n"].join(''),
    /sleeping test/,
  ],
  ['a file without its purpose', 'src/a.ts', 'export {}\n', /src\/a\.ts:1 no purpose/],
  [
    'a second reader of the environment',
    'suite/platform/jobs/a.ts',
    '/** A. */\nexport const a = process.env.A\n',
    /:2 environment/,
  ],
  ['unfinished work', 'src/a.ts', ['// TO', 'DO later\n'].join(''), /unfinished/],
  ['a path of one machine', 'docs/a.md', ['see /ho', 'me/ayse/notes\n'].join(''), /path of one machine/],
  ['a private key', 'ops/tls.pem', KEY, /ops\/tls\.pem:1 holds a secret/],
  ['a shop token', 'suite/config.ts', ["token = 'shpat", `_${'a1'.repeat(16)}'\n`].join(''), /holds a secret/],
  ['a file without end', 'src/a.ts', 'x()\n'.repeat(401), /has 401 lines/],
]

test.each(FAULTS)('[G12] %s', (_name, path, text, expected) => {
  expect(problemsOf(path, text)).toMatch(expected)
})

test('[G12] a line that says why is let through, for that habit only', () => {
  const code = ['sql', '.raw(name)\n'].join('')
  expect(problemsOf('src/a.ts', `// habit: raw sql, because the name is one of three constants\n${code}`)).toBe('')
  expect(problemsOf('src/a.ts', `// habit: unfinished, because of something else\n${code}`)).toMatch(/raw sql/)
})

test('[G12] a generated file may be long', () => {
  expect(problemsOf('src/a.ts', `// generated from the standard\n${'x()\n'.repeat(500)}`)).toBe('')
})

test('[G12] a secret that was committed and removed is still found', () => {
  using tree = plantTree({ 'a.ts': '/** A. */\n', 'ops/tls.pem': KEY })
  const git = (...line: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...line],
      { cwd: tree.root, stdio: 'pipe' },
    )
  git('init', '-q')
  expect(checkSources(tree.root).problems.join()).not.toMatch(/history/)
  git('add', '.')
  git('commit', '-qm', 'with a key')
  rmSync(join(tree.root, 'ops/tls.pem'))
  git('commit', '-qam', 'without it')
  expect(checkSources(tree.root).problems.join('\n')).toMatch(/^history: \w+ holds a secret in ops\/tls\.pem/)
})

test('[G16] a source that git ignores is named', () => {
  using tree = plantTree({
    '.gitignore': 'data/\n',
    'suite/apps/x/data/table.ts': '/** A table. */\n',
    'src/fine.ts': '/** Fine. */\n',
  })
  execFileSync('git', ['init', '-q'], { cwd: tree.root })
  expect(checkSources(tree.root).problems).toEqual([
    'suite/apps/x/data/table.ts is ignored by .gitignore: a clone would not have it',
  ])
})

test('[G4] no file at all is a failure', () => {
  using empty = plantTree({})
  expect(checkSources(empty.root).problems.join()).toMatch(/0 files read/)
})
