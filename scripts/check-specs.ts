/** Fails when a numbered rule of a SPEC.md, or of SECURITY.md, begins no test's name, or when a test quotes a rule that no SPEC.md defines. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sourceFiles } from './source-files.ts'
import { conclude, type Verdict } from './verdict.ts'

/** `- **[W12]** …`, `- [W12] …` or `- **W12** …`: a list line that begins with the number. */
const DEFINITION = /^\s*[-*]\s+(?:(?:\*\*)?\[([A-Z]{1,4}\d+[a-z]?)\](?:\*\*)?(?!\()|\*\*([A-Z]{1,4}\d+[a-z]?)\*\*)/gm

/**
 * The first argument of a call, when it begins with one or more rules. `test.each(rows)('[W12] %s', …)` and a suite
 * shared by several implementations are calls like any other, so the name of the function is not asked for.
 */
const QUOTATION = /\(\s*['"`]((?:\[[A-Z]{1,4}\d+[a-z]?\][ ,]*)+)/g

/** Where tests live: beside the source, in test/, and in suites that several implementations run (`*-contract.ts`). */
const TEST_FILE = /(\.(test|spec)\.tsx?|-(contract|suite)\.ts)$/
const PLACES = ['packages', 'suite', 'scripts', 'test'] as const

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** Compares all rules and all tests under `root`. */
export const checkSpecs = (root: string): Verdict => {
  const problems: string[] = []
  const defined = new Map<string, string>()
  const quoted = new Set<string>()
  const specs = [
    ...PLACES.flatMap(place => sourceFiles(root, place, /^SPEC\.md$/)),
    ...(existsSync(join(root, 'SECURITY.md')) ? ['SECURITY.md'] : []),
  ]
  const tests = PLACES.flatMap(place => sourceFiles(root, place, TEST_FILE))
  for (const path of specs) {
    const text = readFileSync(join(root, path), 'utf8')
    for (const match of text.matchAll(DEFINITION)) {
      const rule = (match[1] ?? match[2])!
      const at = `${path}:${lineOf(text, match.index + match[0].length)}`
      const first = defined.get(rule)
      if (first === undefined) defined.set(rule, at)
      else problems.push(`${at} [${rule}] is already a rule of ${first}`)
    }
  }
  for (const path of tests) {
    const text = readFileSync(join(root, path), 'utf8')
    const unknown = new Set<string>()
    for (const match of text.matchAll(QUOTATION)) {
      for (const [, rule] of match[1]!.matchAll(/\[([^\]]+)\]/g)) {
        quoted.add(rule!)
        if (defined.has(rule!) || unknown.has(rule!)) continue
        unknown.add(rule!)
        problems.push(`${path}:${lineOf(text, match.index)} [${rule}] is in no SPEC.md`)
      }
    }
  }
  for (const [rule, at] of defined) if (!quoted.has(rule)) problems.push(`${at} [${rule}] begins no test's name`)
  if (defined.size === 0) problems.push('0 rules read: the check itself is broken')
  return { read: `${defined.size} rules in ${specs.length} specifications, ${tests.length} test files`, problems }
}

if (import.meta.main) conclude('specs', checkSpecs(resolve(import.meta.dirname, '..')))
