/** The supply guard against planted faults in a lockfile. */
import { expect, test } from 'vitest'
import { checkFloors, compareVersions } from './check-floors.ts'
import { plantTree } from './planted-tree.ts'

const OK = { version: '8.23.0', integrity: 'sha512-AAAA' }
const FLOORS = {
  floors: [{ package: 'ws', version: '8.21.0', because: 'fragments' }],
  refused: [{ package: 'xlsx', because: 'holes' }],
}

const problemsOf = (packages: object, manifest: object = {}): string => {
  using tree = plantTree({
    'scripts/floors.json': JSON.stringify(FLOORS),
    'package.json': JSON.stringify({ allowScripts: { node: true }, ...manifest }),
    'package-lock.json': JSON.stringify({ packages: { '': {}, 'node_modules/ws': OK, ...packages } }),
  })
  return checkFloors(tree.root).problems.join('\n')
}

test('[G8] a lockfile at or over its floors is no problem', () => {
  const links = {
    'node_modules/@nabiz/server': { link: true, resolved: 'packages/server' },
    'packages/server': { version: '0.1.0' },
  }
  expect(problemsOf({ ...links, 'node_modules/node': { ...OK, hasInstallScript: true } })).toBe('')
})

test('[G8] a version below its floor is named, however deep it stands', () => {
  expect(problemsOf({ 'node_modules/ws': { ...OK, version: '8.20.9' } })).toMatch(
    /ws is 8\.20\.9, below 8\.21\.0: fragments/,
  )
  expect(problemsOf({ 'node_modules/old/node_modules/ws': { ...OK, version: '7.5.0' } })).toMatch(
    /old\/node_modules\/ws is 7\.5\.0/,
  )
  expect(problemsOf({ 'node_modules/ws': { ...OK, version: '8.21.0-beta.1' } })).toMatch(/below 8\.21\.0/)
})

test('[G8] a refused package is named', () => {
  expect(problemsOf({ 'node_modules/xlsx': OK })).toMatch(/xlsx is refused: holes/)
})

test('[G9] a package without integrity, or with an address, is named', () => {
  expect(problemsOf({ 'node_modules/ws': { version: '8.23.0' } })).toMatch(/no sha512 integrity/)
  expect(problemsOf({ 'node_modules/ws': { ...OK, integrity: 'sha1-AAAA' } })).toMatch(/no sha512 integrity/)
  expect(problemsOf({ 'node_modules/ws': { ...OK, resolved: 'https://example.org/ws.tgz' } })).toMatch(
    /names where it was downloaded/,
  )
})

test('[G9] a script at installation needs approval', () => {
  expect(problemsOf({ 'node_modules/miner': { ...OK, hasInstallScript: true } })).toMatch(/miner runs a script/)
})

test('[G9] a range instead of one version is named', () => {
  expect(problemsOf({}, { dependencies: { ws: '^8.23.0' } })).toBe(
    'package.json asks for ws ^8.23.0: name one exact version',
  )
  expect(problemsOf({}, { peerDependencies: { react: '>=19' } })).toBe('')
})

test('[G4] a lockfile without packages is a failure', () => {
  using tree = plantTree({
    'scripts/floors.json': JSON.stringify(FLOORS),
    'package.json': '{}',
    'package-lock.json': '{"packages":{}}',
  })
  expect(checkFloors(tree.root).problems).toEqual(['0 packages read: the check itself is broken'])
})

test('[G8] versions compare by number, and a pre-release is lower than its release', () => {
  const sorted = ['0.9.0', '1.0.0-beta.2', '1.0.0-beta.17', '1.0.0', '1.0.10', '1.2.0', '10.0.0']
  expect(sorted.toReversed().sort(compareVersions)).toEqual(sorted)
})
