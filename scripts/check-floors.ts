/** Fails when the lockfile holds a version with a known hole, a package nobody can verify, or an install script nobody approved. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sourceFiles } from './source-files.ts'
import { conclude, type Verdict } from './verdict.ts'

type Floors = {
  /** The lowest version allowed, wherever the package stands in the tree; `because` names what was fixed there. */
  floors: { package: string; version: string; because: string }[]
  refused: { package: string; because: string }[]
}
type Locked = { version?: string; integrity?: string; resolved?: string; link?: boolean; hasInstallScript?: boolean }
type Manifest = { allowScripts?: Record<string, boolean> } & Record<string, Record<string, string> | undefined>

const read = <T>(root: string, path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T

/** Compares `a` with `b` as versions: negative when `a` is lower. A pre-release is lower than its release. */
export const compareVersions = (a: string, b: string): number => {
  const parts = (version: string) => {
    const [core = '', pre] = version.split('+')[0]!.split(/-(.*)/s)
    return { core: core.split('.').map(Number), pre }
  }
  const [left, right] = [parts(a), parts(b)]
  for (const at of [0, 1, 2]) {
    const difference = (left.core[at] ?? 0) - (right.core[at] ?? 0)
    if (difference !== 0) return difference
  }
  if (left.pre === right.pre) return 0
  if (left.pre === undefined) return 1
  if (right.pre === undefined) return -1
  return left.pre.localeCompare(right.pre, 'en', { numeric: true })
}

const MARK = 'node_modules/'
const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/

/** Judges package-lock.json and every package.json under `root` by scripts/floors.json. */
export const checkFloors = (root: string): Verdict => {
  const problems: string[] = []
  const { floors, refused } = read<Floors>(root, 'scripts/floors.json')
  const { packages } = read<{ packages: Record<string, Locked> }>(root, 'package-lock.json')
  const approved = read<Manifest>(root, 'package.json').allowScripts ?? {}
  let libraries = 0
  for (const [path, locked] of Object.entries(packages)) {
    const at = path.lastIndexOf(MARK)
    // The workspaces themselves and the links to them are files of this repository.
    if (at < 0 || locked.link === true) continue
    libraries += 1
    const name = path.slice(at + MARK.length)
    const version = locked.version ?? '0.0.0'
    if (!locked.integrity?.startsWith('sha512-')) problems.push(`${path} has no sha512 integrity: nobody can verify it`)
    if (locked.resolved !== undefined)
      problems.push(`${path} names where it was downloaded: installs elsewhere would go there`)
    if (locked.hasInstallScript === true && approved[name] !== true) {
      problems.push(`${path} runs a script at installation and is not in allowScripts`)
    }
    for (const floor of floors) {
      if (floor.package !== name || compareVersions(version, floor.version) >= 0) continue
      problems.push(`${path} is ${version}, below ${floor.version}: ${floor.because}`)
    }
    const no = refused.find(entry => entry.package === name)
    if (no !== undefined) problems.push(`${path} is refused: ${no.because}`)
  }
  if (libraries === 0) problems.push('0 packages read: the check itself is broken')

  for (const path of sourceFiles(root, '.', /^package\.json$/)) {
    const manifest = read<Manifest>(root, path)
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, range] of Object.entries(manifest[kind] ?? {})) {
        if (!EXACT.test(range)) problems.push(`${path} asks for ${name} ${range}: name one exact version`)
      }
    }
  }
  return { read: `${libraries} packages of the lockfile, ${floors.length} floors`, problems }
}

if (import.meta.main) conclude('floors', checkFloors(resolve(import.meta.dirname, '..')))
