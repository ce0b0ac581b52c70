/** Finds sources that git would leave behind: they work here, and nobody who clones the repository has them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Problems among `files`, paths relative to `root`; none where there is no repository. */
export const findIgnored = (root: string, files: readonly string[]): string[] => {
  if (!existsSync(join(root, '.git'))) return []
  const git = spawnSync('git', ['check-ignore', '--stdin'], { cwd: root, encoding: 'utf8', input: files.join('\n') })
  if (git.error !== undefined) return [`git did not start: ${git.error.message}`]
  // 1 means that nothing is ignored; more is a failure of git itself.
  if ((git.status ?? 2) > 1) return [`git check-ignore failed: ${git.stderr.trim()}`]
  return git.stdout
    .split('\n')
    .filter(path => path !== '')
    .map(path => `${path} is ignored by .gitignore: a clone would not have it`)
}
