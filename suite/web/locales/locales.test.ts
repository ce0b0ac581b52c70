/** Compares the catalogues by keys and ICU arguments: the type checker sees the keys, but not the arguments. */
import { expect, test } from 'vitest'
import { pickLocale } from '#platform/contract'
import { az } from './az.ts'
import { en } from './en.ts'
import { tr } from './tr.ts'

type Tree = { readonly [key: string]: string | Tree }

const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  )
/** Names of arguments and of tags: "{count, plural, …}" → count, "<time></time>" → <time>. */
const holes = (text: string): string[] =>
  [...text.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other) ?)\{(\w+)(?=[,}])|<(\w+)>/g)]
    .map(([, name, tag]) => name ?? `<${tag}>`)
    .sort()

test.each([
  ['en', en],
  ['az', az],
] as const)('[UX6] %s says what Turkish says', (_locale, other) => {
  const turkish = new Map(flat(tr))
  const theirs = new Map(flat(other))
  expect([...theirs.keys()].sort()).toEqual([...turkish.keys()].sort())
  for (const [key, text] of turkish) {
    const wanted = new Set(holes(text))
    expect(new Set(holes(theirs.get(key)!)), key).toEqual(wanted)
    expect(theirs.get(key)!.trim(), key).not.toBe('')
  }
})

test('[UX6] the arguments are really compared', () => {
  expect(holes('{count, plural, =0 {yok} other {# kayıt}} <time></time>')).toEqual(['<time>', 'count'])
})

test('[UX6] the browser’s wishes pick a language, Turkish when none fits', () => {
  expect(pickLocale(['az-AZ', 'tr'])).toBe('az')
  expect(pickLocale(['de-DE', 'en-GB'])).toBe('en')
  expect(pickLocale(['de'])).toBe('tr')
  expect(pickLocale([])).toBe('tr')
})
