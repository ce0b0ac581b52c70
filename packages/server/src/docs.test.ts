import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLOSE_CODES, ERRORS, HTTP_ERRORS, LIMITS } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { API_CALLS } from './api/api-calls.ts'
import { SERVE_OPTIONS } from './command/serve-options.ts'
import { USAGE } from './command/usage.ts'

const page = (name: string) => readFileSync(join(import.meta.dirname, '../../../docs/engine', name), 'utf8')

/** Rows of the table under a heading, without its head. */
const rowsUnder = (text: string, heading: string): string[] => {
  const section = text.slice(text.indexOf(`## ${heading}\n`)).split('\n## ')[0]!
  const rows = section.split('\n').filter(line => line.startsWith('| '))
  return rows.slice(1)
}
const number = (value: number) => value.toLocaleString('en-US')

test('[W50] the page of limits is the table of limits', () => {
  const rows = Object.entries(LIMITS).map(
    ([name, { default: value, unit, at }]) => `| \`${name}\` | ${number(value)} | ${unit} | ${at} |`,
  )
  expect(rowsUnder(page('options.md'), 'Limits')).toEqual(rows)
})

test('[W49] the pages of codes are the tables of codes', () => {
  const text = page('options.md')
  expect(rowsUnder(text, 'Errors told to a client')).toEqual(
    Object.entries(ERRORS).map(
      ([code, { message, retry }]) => `| \`${code}\` | ${message} | ${retry ? 'yes' : 'no'} |`,
    ),
  )
  expect(rowsUnder(text, 'Close codes')).toEqual(
    Object.entries(CLOSE_CODES).map(
      ([code, { name, says, next }]) => `| ${code} | ${name} | ${says} | ${next.replaceAll('_', ' ')} |`,
    ),
  )
})

test('[W86] the page of refusals is the table of refusals', () => {
  expect(rowsUnder(page('options.md'), 'Refusals of HTTP calls')).toEqual(
    Object.entries(HTTP_ERRORS).map(([code, { status, message }]) => `| ${status} | \`${code}\` | ${message} |`),
  )
})

test('[W94] the page of the HTTP API names every call, and no other', () => {
  const named = page('http-api.md').match(/^\| `(?:GET|POST) \S+` \|/gm)
  expect(named).toEqual(API_CALLS.map(({ method, path }) => `| \`${method.toUpperCase()} ${path}\` |`))
})

test('[W96] the page and the help of the command name every option, and no other', () => {
  const named = [...page('getting-started.md').matchAll(/^\| `--([a-z-]+)` \|/gm)].map(([, name]) => name)
  expect(named.sort()).toEqual(Object.keys(SERVE_OPTIONS).sort())
  const serve = USAGE.slice(0, USAGE.indexOf('nabiz token'))
  const helped = new Set([...serve.matchAll(/--([a-z-]+)/g)].map(([, name]) => name))
  expect([...helped].sort()).toEqual(Object.keys(SERVE_OPTIONS).sort())
})
