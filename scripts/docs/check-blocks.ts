/** Compiles the TypeScript of the documentation against the code as it is, and runs what is marked `run`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Block, Page } from './read-page.ts'

/** An example of a README ends within this; one that hangs is a fault of the page. */
const RUN_MS = 60_000

type Written = { where: string; file: string; block: Block }

/** `dist` is ignored by git, the formatter and the compiler, and packages resolve from it as from any folder beside. */
const WORKSHOPS = ['dist', 'suite/dist'] as const

const COMPILER = {
  extends: '',
  compilerOptions: { noUnusedLocals: false, noEmit: true },
  include: ['*.ts', '*.tsx'],
  exclude: [],
}

/** The line of an output that says what went wrong. */
const reason = (text: string): string => {
  const lines = text.trim().split('\n')
  return (lines.find(line => /error/i.test(line)) ?? lines.at(-1) ?? '').trim()
}

/** Problems of all blocks under `root`; the folders it works in are gone afterwards. */
export const checkBlocks = (root: string, pages: ReadonlyMap<string, Page>): string[] => {
  const problems: string[] = []
  const folders: string[] = []
  try {
    for (const [at, workshop] of WORKSHOPS.entries()) {
      const made = mkdirSync(join(root, workshop), { recursive: true })
      if (made !== undefined) folders.push(made)
      const folder = mkdtempSync(join(root, workshop, 'docs-'))
      folders.push(folder)
      // Blocks about the suite import #platform/*, which only files inside suite/ can name.
      const written = writeBlocks(folder, pages, block => /['"]#/.test(block.code) === (at === 1))
      if (written.length === 0) continue
      const base = '../'.repeat(workshop.split('/').length + 1)
      const options = JSON.stringify({ ...COMPILER, extends: `${base}tsconfig.json` })
      writeFileSync(join(folder, 'tsconfig.json'), options)
      problems.push(...compile(root, folder, written), ...run(root, folder, written))
    }
    problems.push(...runShell(root, pages))
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  return problems
}

const writeBlocks = (folder: string, pages: ReadonlyMap<string, Page>, mine: (block: Block) => boolean): Written[] => {
  const written: Written[] = []
  for (const [path, page] of pages) {
    for (const block of page.blocks) {
      if (!['ts', 'tsx'].includes(block.language) || !mine(block)) continue
      const file = `block-${written.length}.${block.language}`
      // Without an export two blocks would share one scope, and top-level await would not be allowed.
      writeFileSync(join(folder, file), `${block.code}export {}\n`)
      written.push({ where: path, file, block })
    }
  }
  return written
}

const compile = (root: string, folder: string, written: readonly Written[]): string[] => {
  const tsc = spawnSync('tsc', ['-p', folder, '--pretty', 'false'], { cwd: root, encoding: 'utf8' })
  if (tsc.error !== undefined) return [`the compiler did not start: ${tsc.error.message}`]
  if (tsc.status === 0) return []
  // A complaint without a file is about the compiler's options: then no block was looked at.
  const found = [...tsc.stdout.matchAll(/^error (.*)/gm)].map(([, message]) => `the compiler: ${message}`)
  for (const [, name, line, message] of tsc.stdout.matchAll(/(block-\d+\.tsx?)\((\d+),\d+\): error (.*)/g)) {
    const source = written.find(({ file }) => file === name)
    if (source !== undefined) found.push(`${source.where}:${source.block.line + Number(line) - 1} ${message}`)
  }
  // Only errors of the blocks are this guard's business; the rest is the compiler's own step of the test command.
  return found
}

const run = (root: string, folder: string, written: readonly Written[]): string[] =>
  written.flatMap(({ where, file, block }) => {
    if (!block.run) return []
    const { status, stderr } = spawnSync('node', [join(folder, file)], { cwd: root, encoding: 'utf8', timeout: RUN_MS })
    return status === 0 ? [] : [`${where}:${block.line} ends with ${status ?? 'a timeout'}: ${reason(stderr)}`]
  })

const runShell = (root: string, pages: ReadonlyMap<string, Page>): string[] =>
  [...pages].flatMap(([path, page]) =>
    page.blocks.flatMap(block => {
      if (!block.run || !['sh', 'bash'].includes(block.language)) return []
      const shell = spawnSync('bash', ['-euo', 'pipefail', '-c', block.code], {
        cwd: root,
        encoding: 'utf8',
        timeout: RUN_MS,
      })
      if (shell.status === 0) return []
      return [`${path}:${block.line} ends with ${shell.status ?? 'a timeout'}: ${reason(shell.stderr)}`]
    }),
  )
