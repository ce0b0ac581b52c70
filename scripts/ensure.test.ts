/** When a checkout is ready and when it is not. The installation itself is proved by every fresh clone. */
import { rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildReason, installReason } from './ensure.mjs'
import { type PlantedTree, plantTree } from './planted-tree.ts'

const OLD = new Date('2026-01-01T10:00:00Z')
const NOW = new Date('2026-01-01T12:00:00Z')
const LATER = new Date('2026-01-01T14:00:00Z')

const touch = (tree: PlantedTree, at: Date, ...paths: string[]): void => {
  for (const path of paths) utimesSync(join(tree.root, path), at, at)
}

const INSTALLED = {
  'package-lock.json': '{}',
  'node_modules/.package-lock.json': '{}',
  'node_modules/.bin/node': '',
  'node_modules/.bin/vitest': '',
}
const SOURCES = [
  'suite/web/main.tsx',
  'suite/platform/contract/index.ts',
  'suite/platform/locales/tr.ts',
  'suite/apps/mutabakat/screens/list.tsx',
  'suite/apps/mutabakat/contract/letter.ts',
  'suite/apps/mutabakat/domain/total.ts',
  'suite/apps/mutabakat/locales/tr.ts',
  'suite/apps/mutabakat/web.tsx',
  'packages/client/src/index.ts',
]
const OF_THE_SERVER = [
  'suite/apps/mutabakat/services/send.ts',
  'suite/platform/store/index.ts',
  'packages/server/src/index.ts',
]

const installed = (): PlantedTree => {
  const tree = plantTree(INSTALLED)
  touch(tree, OLD, 'package-lock.json')
  touch(tree, NOW, 'node_modules/.package-lock.json')
  return tree
}

const built = (): PlantedTree => {
  const files = [
    ...SOURCES,
    ...OF_THE_SERVER,
    'suite/web/dist/index.html',
    'node_modules/.nabiz-web-built',
    'package.json',
    'package-lock.json',
  ]
  const tree = plantTree(Object.fromEntries(files.map(path => [path, ''])))
  const folders = files.flatMap(path => path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/')))
  touch(tree, OLD, ...new Set(folders))
  touch(tree, NOW, 'node_modules/.nabiz-web-built')
  return tree
}

test('[G13] an installation newer than the lockfile is left alone', () => {
  using tree = installed()
  expect(installReason(tree.root, { forTests: true })).toBeNull()
})

test('[G13] a fresh clone, a newer lockfile, a missing runtime and missing test tools are installed', () => {
  using tree = installed()
  touch(tree, LATER, 'package-lock.json')
  expect(installReason(tree.root)).toMatch(/newer/)
  touch(tree, OLD, 'package-lock.json')
  rmSync(join(tree.root, 'node_modules/.bin/vitest'))
  expect(installReason(tree.root)).toBeNull()
  expect(installReason(tree.root, { forTests: true })).toMatch(/test tools/)
  rmSync(join(tree.root, 'node_modules/.bin/node'))
  expect(installReason(tree.root)).toMatch(/runtime/)
  rmSync(join(tree.root, 'node_modules'), { recursive: true })
  expect(installReason(tree.root)).toMatch(/nothing is installed/)
})

test('[G14] a build newer than its sources is left alone, also when the server changes', () => {
  using tree = built()
  expect(buildReason(tree.root)).toBeNull()
  touch(tree, LATER, ...OF_THE_SERVER)
  expect(buildReason(tree.root)).toBeNull()
})

test.each(SOURCES)('[G14] a change of %s is built', path => {
  using tree = built()
  touch(tree, LATER, path)
  expect(buildReason(tree.root)).toMatch(/changed/)
})

test('[G14] a removed source, a missing page and a new installation are built', () => {
  using tree = built()
  rmSync(join(tree.root, 'suite/apps/mutabakat/domain/total.ts'))
  expect(buildReason(tree.root)).toMatch(/domain changed/)
  using without = built()
  rmSync(join(without.root, 'suite/web/dist/index.html'))
  expect(buildReason(without.root)).toMatch(/not built yet/)
  using anew = built()
  rmSync(join(anew.root, 'node_modules'), { recursive: true })
  expect(buildReason(anew.root)).toMatch(/not built yet/)
})
