/** Bun as a peer: installed with npm into a temporary folder when it is asked for, and gone afterwards. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const VERSION = '1.4.5'

export type Bun = Disposable & { readonly path: string | null }

export const installBun = (wanted: boolean): Bun => {
  if (!wanted) return { path: null, [Symbol.dispose]: () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-bench-bun-'))
  spawnSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, `bun@${VERSION}`])
  // The package carries the program under this name on every system.
  const program = join(folder, 'node_modules/bun/bin/bun.exe')
  const runs = existsSync(program) && spawnSync(program, ['--version']).status === 0
  return { path: runs ? program : null, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
