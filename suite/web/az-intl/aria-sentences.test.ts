/** Our sentences for React Aria against its English ones: none invented, none forgotten, all of the same kind. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as ours from './aria-sentences.ts'

const LIBRARIES = join(import.meta.dirname, '../../../node_modules')
type English = Record<string, string | ((args: object, formatter: object) => string)>
const englishOf = async (name: string): Promise<English> => {
  const folder =
    name === 'components' ? 'react-aria-components/dist/private/intl' : `react-aria/dist/private/intl/${name}`
  const { default: strings } = await import(pathToFileURL(join(LIBRARIES, folder, 'en-US.mjs')).href)
  return strings as English
}
const formatter = {
  number: String,
  plural: (_count: number, forms: Record<string, unknown>) => String(forms.other),
  select: () => '',
}
const args = new Proxy({}, { get: (_target, name) => (String(name).startsWith('is') ? true : `‹${String(name)}›`) })

describe('[UX29] what React Aria says in Azerbaijani', () => {
  test.each(Object.entries(ours))(
    '%s has every sentence of the English, with the same arguments',
    async (name, said) => {
      const english = await englishOf(name)
      expect(Object.keys(said).sort()).toEqual(Object.keys(english).sort())
      for (const [key, sentence] of Object.entries(said)) {
        expect([key, typeof sentence]).toEqual([key, typeof english[key]])
        const text = typeof sentence === 'string' ? sentence : sentence(args as never, { number: value => `${value}` })
        expect([key, text]).toEqual([key, expect.not.stringMatching(/undefined|null|^$/)])
        const theirs = english[key]!
        if (typeof theirs === 'string') continue
        const named = (one: string) => [...one.matchAll(/‹(\w+)›/g)].map(([, arg]) => arg).sort()
        const inEnglish = named(theirs(args, formatter))
        if (inEnglish.length > 0) expect([key, named(text)]).toEqual([key, expect.arrayContaining(inEnglish)])
      }
    },
  )
})
