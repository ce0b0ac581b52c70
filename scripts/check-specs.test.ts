/** The specification guard against planted faults. The samples are put together so that they quote no rule of ours. */
import { expect, test } from 'vitest'
import { checkSpecs } from './check-specs.ts'
import { plantTree } from './planted-tree.ts'

const rule = (number: number): string => ['[', 'QQ', String(number), ']'].join('')

const CLEAN = {
  'packages/protocol/SPEC.md': `# Rules\n- **${rule(1)}** a frame is one object.\n- ${rule(2)} a room has a name, see ${rule(1)}.\n`,
  'packages/protocol/src/frame.test.ts': `test('${rule(1)} one object', () => {})\ntest.each([\n  [1],\n])(\n  "${rule(2)} %s",\n  () => {},\n)\n`,
}

const problemsOf = (changes: Record<string, string>): string => {
  using tree = plantTree({ ...CLEAN, ...changes })
  return checkSpecs(tree.root).problems.join('\n')
}

test('[G6] rules and tests that agree are no problem', () => {
  expect(problemsOf({})).toBe('')
})

test('[G6] a bold number without brackets is a rule too', () => {
  const spec = `${CLEAN['packages/protocol/SPEC.md']}- **${rule(4).slice(1, -1)}** nobody proves this.\n`
  expect(problemsOf({ 'packages/protocol/SPEC.md': spec })).toMatch(`${rule(4)} begins no test's name`)
})

test('[G6] a rule without a test is named with its line', () => {
  const spec = `${CLEAN['packages/protocol/SPEC.md']}- **${rule(3)}** nobody proves this.\n`
  expect(problemsOf({ 'packages/protocol/SPEC.md': spec })).toBe(
    `packages/protocol/SPEC.md:4 ${rule(3)} begins no test's name`,
  )
})

test('[G6] a rule that a test only mentions is not proved', () => {
  const onlyMentioned = `test('about ${rule(1)}', () => {})\ntest('${rule(2)} a name', () => {})\n// test('x ${rule(1)}')\n`
  expect(problemsOf({ 'packages/protocol/src/frame.test.ts': onlyMentioned })).toMatch(/begins no test's name/)
})

test('[G7] a test that quotes an unknown rule is named', () => {
  const text = `test('${rule(9)} from nowhere', () => {})\n`
  expect(problemsOf({ 'test/browser/desk.spec.ts': text })).toBe(
    `test/browser/desk.spec.ts:1 ${rule(9)} is in no SPEC.md`,
  )
})

test('[G7] each of several rules of one name counts', () => {
  const text = `it(\`${rule(1)} ${rule(8)} both\`, () => {})\n`
  expect(problemsOf({ 'suite/apps/x/y.test.tsx': text })).toMatch(`${rule(8)} is in no SPEC.md`)
})

test('[G7] one number cannot be two rules', () => {
  expect(problemsOf({ 'suite/apps/x/SPEC.md': `- **${rule(1)}** something else.\n` })).toMatch(
    /is already a rule of packages/,
  )
})

test('[G4] specifications without a rule are a failure', () => {
  using empty = plantTree({ 'packages/protocol/SPEC.md': '# Nothing yet\n' })
  expect(checkSpecs(empty.root).problems).toEqual(['0 rules read: the check itself is broken'])
})
