/**
 * Builds what is published: each package as JavaScript and types in `packages/{name}/dist`, a folder with a package.json
 * of its own, so that `npm pack` there holds it and nothing else. In the checkout packages go on as their sources.
 */

import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { isTest, sourceFiles } from './source-files.ts'

/** Lowest first: a package is compiled against the types of those before it. */
const PACKAGES = ['protocol', 'server', 'redis', 'client', 'react'] as const
type Name = (typeof PACKAGES)[number]

type Manifest = {
  exports: Record<string, string>
  bin?: Record<string, string>
  devDependencies?: Record<string, string>
  [field: string]: unknown
}

const readManifest = (root: string, name: Name): Manifest =>
  JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as Manifest

/** `./src/tabs/index.ts` → what is built from it. Styles are published as they are. */
const builtExport = (source: string): string | { types: string; default: string } => {
  const path = source.replace('./src/', './')
  if (!/\.tsx?$/.test(path)) return path
  const bare = path.replace(/\.tsx?$/, '')
  return { types: `${bare}.d.ts`, default: `${bare}.js` }
}

const publishedManifest = ({ devDependencies: _, ...manifest }: Manifest): object => ({
  ...manifest,
  exports: Object.fromEntries(Object.entries(manifest.exports).map(([path, source]) => [path, builtExport(source)])),
  engines: { node: '>=22' },
})

/** Runs the compiler for one package; throws with what it says. */
const compile = (root: string, name: Name): void => {
  const folder = join(root, 'packages', name)
  const dist = join(folder, 'dist')
  const built = PACKAGES.slice(0, PACKAGES.indexOf(name))
  const config = {
    extends: '../../../tsconfig.json',
    compilerOptions: {
      ...{ noEmit: false, declaration: true, rootDir: '../src', outDir: '.', types: ['node'] },
      paths: Object.fromEntries(built.map(one => [`@nabiz/${one}`, [`../../${one}/dist/index.d.ts`]])),
    },
    files: sourceFiles(root, `packages/${name}/src`, /\.tsx?$/)
      .filter(path => !isTest(path))
      .map(path => `../${path.slice(`packages/${name}/`.length)}`),
    include: [],
    exclude: [],
  }
  const path = join(dist, 'tsconfig.build.json')
  writeFileSync(path, JSON.stringify(config))
  const { status, stdout, error } = spawnSync('tsc', ['-p', path, '--pretty', 'false'], { cwd: root, encoding: 'utf8' })
  rmSync(path)
  if (status !== 0) throw new Error(`packages/${name} does not compile: ${error?.message ?? stdout}`)
}

const build = (root: string, name: Name): void => {
  const folder = join(root, 'packages', name)
  const dist = join(folder, 'dist')
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(dist)
  compile(root, name)
  const manifest = readManifest(root, name)
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`)
  for (const path of sourceFiles(root, `packages/${name}/src`, /\.css$/)) {
    cpSync(join(root, path), join(dist, path.slice(`packages/${name}/src/`.length)))
  }
  for (const path of Object.values(manifest.bin ?? {})) {
    cpSync(join(folder, path), join(dist, path))
    chmodSync(join(dist, path), 0o755)
  }
  for (const page of [join(folder, 'README.md'), join(folder, 'SPEC.md'), join(root, 'LICENSE')]) {
    if (existsSync(page)) cpSync(page, join(dist, basename(page)))
  }
}

/** Builds into the `dist` folders of the packages under `root`. Throws when one does not compile. */
export const buildPackages = (root: string, names: readonly Name[] = PACKAGES): void => {
  for (const name of names) build(root, name)
}

if (import.meta.main) buildPackages(resolve(import.meta.dirname, '..'))
