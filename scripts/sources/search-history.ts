/** Looks for secrets in everything that was ever committed: a key that was removed later is still published. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** History is read as one text; a hundred megabytes of it is far more than this repository has. */
const MAX_BYTES = 512 * 1024 * 1024

/** Problems found in the commits of the repository at `root`; none when there is no history to read. */
export const searchHistory = (root: string, secrets: readonly RegExp[]): string[] => {
  if (!existsSync(join(root, '.git'))) return []
  const log = spawnSync(
    'git',
    ['log', '--all', '-p', '--unified=3', '--no-color', '--no-ext-diff', '--format=commit %h'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: MAX_BYTES,
    },
  )
  if (log.error !== undefined) return [`the history could not be read: ${log.error.message}`]
  // A repository without its first commit has no history yet.
  if (log.status !== 0)
    return /does not have any commits/.test(log.stderr) ? [] : [`the history could not be read: ${log.stderr.trim()}`]
  const added = log.stdout.replace(/^\+/gm, '')
  return secrets.flatMap(pattern =>
    [...added.matchAll(pattern)].map(match => {
      const before = added.slice(0, match.index)
      const commit = /commit (\w+)/.exec(before.slice(before.lastIndexOf('\ncommit ') + 1))?.[1] ?? 'the first commit'
      const path = before.slice(before.lastIndexOf('\n++ b/') + 6).split('\n')[0]
      return `history: ${commit} holds a secret in ${path}: revoke it, removing it is not enough`
    }),
  )
}
