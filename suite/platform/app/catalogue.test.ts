import { createTranslator } from 'use-intl/core'
import { expect, test } from 'vitest'
import { type FailureTable, LOCALES, type Locale, PLATFORM_FAILURES } from '#platform/contract'
import { FILE_FAILURES } from '#platform/files'
import { IDENTITY_FAILURES } from '#platform/identity'
import { NOTIFY_FAILURES, SMS_FAILURES } from '#platform/notify'
import { PRIVACY_FAILURES } from '#platform/privacy'
import { VIEW_FAILURES } from '#platform/views'
import { JOB_FAILURES } from '../jobs/failures.ts'
import { az } from '../locales/az.ts'
import { en } from '../locales/en.ts'
import { tr } from '../locales/tr.ts'
import { SHEET_FAILURES } from '../sheets/failures.ts'
import { checkSegments } from './segments.ts'
import { createTranslate } from './translate.ts'

const CATALOGUES: Record<Locale, Record<string, unknown>> = { tr, en, az }
const TABLES: FailureTable[] = [
  PLATFORM_FAILURES,
  IDENTITY_FAILURES,
  FILE_FAILURES,
  JOB_FAILURES,
  NOTIFY_FAILURES,
  SMS_FAILURES,
  PRIVACY_FAILURES,
  VIEW_FAILURES,
  SHEET_FAILURES,
]
const t = createTranslate([])

test('every failure of the platform has a sentence in each language, and no sentence is left over', () => {
  const codes = new Set(TABLES.flatMap(table => Object.keys(table)))
  for (const locale of LOCALES)
    expect([locale, Object.keys(CATALOGUES[locale].errors as object).sort()]).toEqual([locale, [...codes].sort()])
})

const leaves = (tree: Record<string, unknown>, path: string[] = []): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[[...path, key].join('.'), value]]
      : leaves(value as Record<string, unknown>, [...path, key]),
  )
/** Names of parameters; the texts of plural branches stand in braces too, after their case. */
const blanks = (message: string) =>
  [...message.matchAll(/(?<!(?:=\d+|one|other) )\{(\w+)[,}]/g)].map(match => match[1]!).sort()

test('every message is sound ICU and has the same blanks in all three languages', () => {
  for (const [key, message] of leaves(tr)) {
    const wanted = [...new Set(blanks(message))]
    for (const locale of LOCALES) {
      const other = leaves(CATALOGUES[locale]).find(([name]) => name === key)![1]
      expect([locale, key, [...new Set(blanks(other))]]).toEqual([locale, key, wanted])
      const said = createTranslator<Record<string, string>>({
        locale,
        messages: { m: other },
        onError: error => {
          throw error
        },
      })
      const values = Object.fromEntries(
        wanted.map(name => [name, /count|minutes|percent|minimum|maximum/.test(name) ? 3 : 'X']),
      )
      expect((said as unknown as (key: string, values: object) => string)('m', values)).not.toContain('{')
    }
  }
})

test('a sentence is said in the language asked for, with numbers in its way', () => {
  expect(t('tr', 'errors.rate_limited', { minutes: 5 })).toBe(
    'Çok fazla deneme yapıldı. 5 dakika sonra yeniden deneyin.',
  )
  expect(t('en', 'errors.rate_limited', { minutes: 1 })).toBe('Too many attempts. Try again in 1 minute.')
  expect(t('az', 'errors.rate_limited', { minutes: 0 })).toBe('Həddindən çox cəhd edildi. Bir azdan yenidən cəhd edin.')
  expect(t('tr', 'fields.max_length', { maximum: 12_000 })).toContain('12.000')
  expect(() => t('tr', 'errors.no_such_code')).toThrow()
  expect(createTranslate([], { production: true })('tr', 'errors.no_such_code')).toBe('errors.no_such_code')
})

test('two applications cannot own one path, one cannot answer what it has not declared, nor hide the platform', () => {
  const app = (id: string, segments: string[], paths: string[] = []) => ({
    id,
    segments,
    routes: paths.map(path => ({
      contract: { method: 'GET' as const, path, access: 'user' as const, summary: '' },
      handle: async () => {},
    })),
  })
  expect(() => checkSegments([app('a', ['x']), app('b', ['x'])])).toThrow(
    'b declares the path segment "x", which belongs to a',
  )
  expect(() => checkSegments([app('a', ['tasks'])])).toThrow('belongs to the platform')
  expect(() => checkSegments([app('a', ['publish'])])).toThrow('belongs to the engine')
  expect(() => checkSegments([app('a', ['x'], ['/api/y'])])).toThrow('has not declared "y"')
  expect(() => checkSegments([app('a', ['x', 'z'], ['/api/x/1', '/api/z', '/z/1'])])).not.toThrow()
  expect(() => createTranslate([{ id: 'errors', catalogues: { tr: {}, en: {}, az: {} } }])).toThrow('hide')
})
