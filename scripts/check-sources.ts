/** Fails on what the house does not want in any file: secrets, SQL from pieces, half suites, sleeping tests, files without end. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sourceFiles } from './source-files.ts'
import { findIgnored } from './sources/find-ignored.ts'
import { CEILING, HABITS, SECRETS, WITHOUT_CEILING } from './sources/habits.ts'
import { searchHistory } from './sources/search-history.ts'
import { conclude, type Verdict } from './verdict.ts'

const TEXT = /\.(ts|tsx|mjs|json|md|yml|yaml|sh|conf|html|css|sql|env|pem|key|txt)$|^[^.]+$|^\.env/
const CODE = /\.(ts|tsx|mjs)$/

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** Reads every text file under `root`, and the history of the repository. */
export const checkSources = (root: string): Verdict => {
  const problems: string[] = []
  const files = sourceFiles(root, '.', TEXT).filter(path => path !== 'package-lock.json')
  for (const path of files) {
    const text = readFileSync(join(root, path), 'utf8')
    const lines = text.split('\n')
    for (const pattern of SECRETS) {
      for (const match of text.matchAll(pattern)) problems.push(`${path}:${lineOf(text, match.index)} holds a secret`)
    }
    for (const habit of HABITS) {
      if (!habit.files.test(path) || habit.except?.test(path)) continue
      for (const match of text.matchAll(habit.pattern)) {
        const line = lineOf(text, match.index)
        const around = `${lines[line - 2] ?? ''}\n${lines[line - 1] ?? ''}`
        if (around.includes(`habit: ${habit.name}, because `)) continue
        problems.push(`${path}:${line} ${habit.name} — ${habit.why}`)
      }
    }
    if (
      CODE.test(path) &&
      !WITHOUT_CEILING.test(path) &&
      lines.length - 1 > CEILING &&
      !/generated/i.test(lines[0] ?? '')
    ) {
      problems.push(`${path} has ${lines.length - 1} lines: past ${CEILING} a second thing lives in it`)
    }
  }
  if (files.length === 0) problems.push('0 files read: the check itself is broken')
  problems.push(...findIgnored(root, files), ...searchHistory(root, SECRETS))
  return { read: `${files.length} files and the history`, problems }
}

if (import.meta.main) conclude('sources', checkSources(resolve(import.meta.dirname, '..')))
