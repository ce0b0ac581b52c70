/** Fails when an import points back: up the house, past a door, into another application, or round a ring. */
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { findCycles } from './boundaries/find-cycles.ts'
import {
  APPLICATION,
  EVERYWHERE,
  LAYERS,
  level,
  PACKAGES,
  PLATFORM,
  SCREENS,
  SERVER_LIBRARIES,
  WEB,
} from './boundaries/house.ts'
import { isBrowserFile, judgeImport } from './boundaries/judge-import.ts'
import { placeOf, workspaceOf } from './boundaries/place.ts'
import { readImports } from './boundaries/read-imports.ts'
import { isTest, sourceFiles } from './source-files.ts'
import { conclude, type Verdict } from './verdict.ts'

type Manifest = {
  name?: string
  imports?: Record<string, string>
  exports?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** A folder that the table of the house does not name, so that no rule would watch it. */
const strangerOf = (path: string): string | null => {
  const place = placeOf(path)
  if (place.kind === 'package') {
    if (level(PACKAGES, place.name) < 0) return `package ${place.name}`
    const { order = [], above = [] } = LAYERS[place.name] ?? {}
    const known = !place.folder || place.layer === 'testing' || level([...order, ...above], place.layer) >= 0
    return known ? null : `${place.layer}/ of package ${place.name}`
  }
  if (place.kind === 'platform') return level(PLATFORM, place.name) < 0 ? `platform/${place.name}` : null
  if (place.kind === 'web') {
    const known = !place.folder || place.layer === 'build' || level(WEB.order, place.layer) >= 0
    return known ? null : `web/${place.layer}`
  }
  if (place.kind !== 'application' || !place.folder) return null
  const known =
    level(APPLICATION, place.layer) >= 0 ||
    place.layer === 'testing' ||
    [...EVERYWHERE, SCREENS].some(name => name === place.layer)
  return known ? null : `${place.layer}/ of application ${place.name}`
}

/** `@scope/name/deep` → `@scope/name`; `name/deep` → `name`. */
const libraryOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Reads packages/ and suite/ under `root` and judges every import in them. */
export const checkBoundaries = (root: string): Verdict => {
  const problems: string[] = []
  const manifests = new Map<string, Manifest>()
  const manifestOf = (workspace: string): Manifest => {
    const known = manifests.get(workspace)
    if (known !== undefined) return known
    const path = join(root, workspace, 'package.json')
    const manifest: Manifest = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
    manifests.set(workspace, manifest)
    return manifest
  }
  const declares = (path: string, library: string): boolean => {
    const own = manifestOf(workspaceOf(path))
    const declared = { ...own.dependencies, ...own.peerDependencies, ...own.optionalDependencies }
    const forTests = { ...own.devDependencies, ...manifestOf('').devDependencies }
    return library in declared || (isTest(path) && library in forTests)
  }

  const packages = sourceFiles(root, 'packages', /\.tsx?$/)
  const suite = sourceFiles(root, 'suite', /\.tsx?$/)
  if (packages.length === 0 || suite.length === 0) problems.push('0 files read: the check itself is broken')

  const graph = new Map<string, Set<string>>()
  const strangers = new Set<string>()
  for (const path of [...packages, ...suite]) {
    const stranger = strangerOf(path)
    if (stranger !== null) strangers.add(stranger)
    for (const { specifier, line } of readImports(readFileSync(join(root, path), 'utf8'))) {
      const fault = (sentence: string): void => void problems.push(`${path}:${line} ${sentence} — '${specifier}'`)
      const target = resolveTarget(root, path, specifier, manifestOf)
      if (target === null) {
        const library = libraryOf(specifier)
        if (isBuiltin(specifier)) {
          if (isBrowserFile(path) && !isTest(path)) fault('browser code imports Node')
        } else if (!declares(path, library)) fault(`not declared in ${workspaceOf(path)}/package.json`)
        else if (isBrowserFile(path) && !isTest(path) && SERVER_LIBRARIES.some(name => name === library)) {
          fault('browser code imports a library of the server')
        }
        continue
      }
      if (specifier.startsWith('.') && workspaceOf(target) !== workspaceOf(path)) {
        fault('a relative import leaves its package')
        continue
      }
      if (specifier.startsWith('@nabiz/') && libraryOf(specifier) !== manifestOf(workspaceOf(path)).name) {
        if (!declares(path, libraryOf(specifier))) fault(`not declared in ${workspaceOf(path)}/package.json`)
      }
      if (isTest(target) && !isTest(path)) {
        fault('what ships imports what only tests use')
        continue
      }
      const broken = judgeImport(path, target)
      if (broken !== null && !(isTest(path) && testMay(path, target))) fault(broken)
      if (!isTest(path)) graph.set(path, (graph.get(path) ?? new Set()).add(target))
    }
  }
  for (const stranger of strangers)
    problems.push(`${stranger} is not in scripts/boundaries/house.ts: no rule watches it`)
  for (const ring of findCycles(graph)) problems.push(`files import each other: ${ring.join(' → ')}`)
  return { read: `${packages.length + suite.length} files read`, problems }
}

/** A test may look at the whole of its own workspace and at packages it declares; never at another application. */
const testMay = (path: string, target: string): boolean => {
  const from = placeOf(path)
  const to = placeOf(target)
  if (from.kind === 'package') return to.kind === 'package'
  return !(from.kind === 'application' && to.kind === 'application' && from.name !== to.name)
}

/** The file of this repository that a specifier names, or null for a library. */
const resolveTarget = (
  root: string,
  path: string,
  specifier: string,
  manifestOf: (workspace: string) => Manifest,
): string | null => {
  if (specifier.startsWith('.')) {
    return relative(root, resolve(root, dirname(path), specifier))
      .split(sep)
      .join('/')
  }
  if (specifier.startsWith('#')) {
    const workspace = workspaceOf(path)
    for (const [pattern, file] of Object.entries(manifestOf(workspace).imports ?? {})) {
      const [head = '', tail = ''] = pattern.split('*')
      if (!specifier.startsWith(head) || !specifier.endsWith(tail)) continue
      const star = specifier.slice(head.length, specifier.length - tail.length)
      return posix.join(workspace, file.replace('*', star))
    }
    return null
  }
  if (!specifier.startsWith('@nabiz/')) return null
  const name = specifier.split('/')[1]!
  const workspace = name === 'suite' ? 'suite' : `packages/${name}`
  const door = `.${specifier.slice(libraryOf(specifier).length)}`
  return posix.join(workspace, manifestOf(workspace).exports?.[door] ?? 'src/index.ts')
}

if (import.meta.main) conclude('boundaries', checkBoundaries(resolve(import.meta.dirname, '..')))
