/**
 * Makes a checkout ready before a command runs: dependencies, then the screens (`--web`), then what tests need of the
 * system (`--test`). Plain JavaScript without a dependency, because on a fresh clone the machine's own Node runs it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium, findProgram } from './chromium.mjs'
import { findPython } from './python.mjs'

const BIN = 'node_modules/.bin'
/** Written after a good build with the time it began, so that an edit during the build is not missed. */
const BUILT = 'node_modules/.nabiz-web-built'
const PAGE = 'suite/web/dist/index.html'

/** What the screens are built from. Folders of the server are left out: a change there needs no build. */
const SHARED = ['suite/web', 'suite/platform/contract', 'suite/platform/locales', 'package-lock.json', 'package.json']
const OF_AN_APPLICATION = ['screens', 'contract', 'domain', 'locales', 'web.tsx']
const PACKAGES = ['protocol', 'client', 'react']

/** Programs the test suites call, and the Debian package each is in. */
const program = (name, debian) => ({ name, debian, find: () => findProgram(name) })
const PROGRAMS = [
  { name: 'chromium', debian: 'chromium', find: findChromium },
  program('pdftotext', 'poppler-utils'),
  program('pdftoppm', 'poppler-utils'),
  program('pdfsig', 'poppler-utils'),
  program('openssl', 'openssl'),
  program('unzip', 'unzip'),
  program('qpdf', 'qpdf'),
  program('redis-server', 'redis-server'),
  program('faketime', 'faketime'),
  program('zbarimg', 'zbar-tools'),
  program('nginx', 'nginx-light'),
  program('haproxy', 'haproxy'),
  { name: 'websockets of Python', debian: 'python3-websockets', find: () => findPython('websockets') },
  { name: 'Autobahn of Python', debian: 'python3-autobahn', find: () => findPython('autobahn') },
]

const changedAt = path => (existsSync(path) ? statSync(path).mtimeMs : null)

/** The newest change below a path, folders included: removing a file changes only its folder. */
const newestIn = path => {
  const own = changedAt(path)
  if (own === null || !statSync(path).isDirectory()) return own ?? 0
  let newest = own
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || /\.(test|spec)\.tsx?$/.test(entry.name)) continue
    newest = Math.max(newest, newestIn(join(path, entry.name)))
  }
  return newest
}

const foldersOf = path => (existsSync(path) ? readdirSync(path) : [])

/** Why dependencies have to be installed, or null when they are there. */
export const installReason = (root, { forTests = false } = {}) => {
  const installed = changedAt(join(root, 'node_modules/.package-lock.json'))
  if (installed === null) return 'nothing is installed yet'
  if ((changedAt(join(root, 'package-lock.json')) ?? 0) > installed)
    return 'package-lock.json is newer than what is installed'
  if (!existsSync(join(root, BIN, 'node'))) return 'the runtime is missing (was it installed with --ignore-scripts?)'
  if (forTests && !existsSync(join(root, BIN, 'vitest')))
    return 'the test tools are missing (was it installed without development dependencies?)'
  return null
}

/** Why the screens have to be built, or null when the build is newer than everything it was made of. */
export const buildReason = root => {
  const built = changedAt(join(root, BUILT))
  if (built === null || !existsSync(join(root, PAGE))) return 'the screens are not built yet'
  const sources = [
    ...SHARED,
    ...PACKAGES.map(name => `packages/${name}/src`),
    ...foldersOf(join(root, 'suite/apps')).flatMap(app => OF_AN_APPLICATION.map(part => `suite/apps/${app}/${part}`)),
  ]
  const changed = sources.find(source => newestIn(join(root, source)) > built)
  return changed === undefined ? null : `${changed} changed`
}

const say = sentence => console.log(`ensure: ${sentence}`)

const stop = (...sentences) => {
  console.error('')
  for (const sentence of sentences) console.error(`ensure: ${sentence}`)
  process.exit(1)
}

const run = (command, args, options = {}) => spawnSync(command, args, { stdio: 'inherit', ...options })

/** npm runs under the machine's Node: the one in node_modules goes away while it installs. */
const withoutOurBin = root =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(folder => resolve(folder) !== join(root, BIN))
    .join(delimiter)

const install = (root, reason) => {
  say(`installing dependencies (${reason}) …`)
  const started = Date.now()
  const { status, error } = run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    env: { ...process.env, PATH: withoutOurBin(root) },
  })
  if (error) stop(`npm did not start: ${error.message}. Install Node.js 20 or newer together with npm.`)
  if (status !== 0)
    stop(`npm ci failed (${status}).`, 'What npm said stands above; `npm ci` repeats it without this program.')
  const left = installReason(root)
  if (left !== null)
    stop(`npm ci ended well, and still ${left}.`, 'Check `npm config get ignore-scripts`: it has to be false.')
  say(`installed in ${Math.round((Date.now() - started) / 1000)} s`)
}

const build = (root, reason) => {
  say(`building the screens (${reason}) …`)
  // Creating dist touches the folder around it, which is a source: so it is there before the time is taken.
  mkdirSync(join(root, dirname(PAGE)), { recursive: true })
  const started = new Date(Date.now() + 1)
  const { status, error } = run(join(root, BIN, 'vite'), ['build', 'suite/web'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PATH: join(root, BIN) + delimiter + (process.env.PATH ?? '') },
  })
  if (error) stop(`the build did not start: ${error.message}`)
  if (status !== 0) stop(`the build of the screens failed (${status}).`, '`npm run build` repeats it.')
  writeFileSync(join(root, BUILT), '')
  utimesSync(join(root, BUILT), started, started)
}

const installPrograms = () => {
  const missing = PROGRAMS.filter(({ find }) => find() === null)
  if (missing.length === 0) return
  const packages = [...new Set(missing.map(({ debian }) => debian))]
  const what = missing.map(({ name }) => name).join(', ')
  const isRoot = process.getuid?.() === 0
  const canSudo = !isRoot && findProgram('sudo') !== null && spawnSync('sudo', ['-n', 'true']).status === 0
  if (findProgram('apt-get') !== null && (isRoot || canSudo)) {
    say(`installing ${packages.join(', ')} (the tests need ${what}) …`)
    const apt = (...args) =>
      run(isRoot ? 'apt-get' : 'sudo', isRoot ? args : ['-n', 'apt-get', ...args], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
  }
  const left = PROGRAMS.filter(({ find }) => find() === null)
  if (left.length === 0) return
  stop(
    `the tests need ${left.map(({ name }) => name).join(', ')}, and could not install ${left.length === 1 ? 'it' : 'them'}.`,
    `On Debian or Ubuntu: sudo apt-get install ${[...new Set(left.map(({ debian }) => debian))].join(' ')}`,
    'Elsewhere: install Chromium (or Chrome), poppler, qpdf, zbar, nginx, haproxy and the Python packages websockets and autobahn; CHROMIUM=/path/to/chromium names one that is not on the PATH.',
    'A suite that cannot run is not green, so the tests stop here.',
  )
}

const main = () => {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  const wanted = new Set(process.argv.slice(2))
  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major < 20) stop(`Node.js ${process.versions.node} is too old to start with: 20 or newer installs the rest.`)
  const missing = installReason(root, { forTests: wanted.has('--test') })
  if (missing !== null) install(root, missing)
  if (wanted.has('--web')) {
    const stale = buildReason(root)
    if (stale !== null) build(root, stale)
  }
  if (wanted.has('--test')) installPrograms()
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) main()
