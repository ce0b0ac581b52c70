import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLOSE_CODES, ERRORS, HTTP_ERRORS, LIMITS } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { API_CALLS } from './api/api-calls.ts'
import { SERVE_OPTIONS } from './command/serve-options.ts'
import { USAGE } from './command/usage.ts'
import { startServer } from './testing/start-server.ts'

const page = (name: string) => readFileSync(join(import.meta.dirname, '../../../docs/engine', name), 'utf8')

/** Rows of the table under a heading, without its head. */
const rowsUnder = (text: string, heading: string): string[] => {
  const section = text.slice(text.indexOf(`## ${heading}\n`)).split('\n## ')[0]!
  const rows = section.split('\n').filter(line => line.startsWith('| '))
  return rows.slice(1)
}
/** Fields of an options type with their comments, as the source has them: `name?: …` below its sentence. */
const fieldsOf = (source: string, type: string): [name: string, says: string][] => {
  const text = readFileSync(join(import.meta.dirname, source), 'utf8')
  const body = text.slice(text.indexOf(`export type ${type} = {`)).split('\n}\n')[0]!
  const fields = body.matchAll(/(?:\/\*\*([\s\S]*?)\*\/\s*)?^ {2}(\w+)\??: /gm)
  return [...fields].map(([, says = '', name]) => [name!, says.replace(/\s*\n\s*\*?\s*/g, ' ').trim()])
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

test('[W136] the page of options is what the sources say of each option', () => {
  const server = fieldsOf('server.ts', 'ServerOptions')
  const client = fieldsOf('../../client/src/options.ts', 'ClientOptions')
  expect([server.length > 20, client.length > 8]).toEqual([true, true])
  const row = ([name, says]: [string, string]) => `| \`${name}\` | ${says} |`
  expect(rowsUnder(page('options.md'), 'Of the server')).toEqual(server.map(row))
  expect(rowsUnder(page('options.md'), 'Of the client')).toEqual(client.map(row))
})

test('[W136] the page of metrics is what is served, each with its label', async () => {
  await using running = await startServer({ apiKeys: ['K'], dropped: () => ({ garbage: 1 }) })
  await (await running.connect()).close()
  await expect.poll(() => running.server.stats().connections).toBe(0)
  const client = await running.connect()
  client.send({ type: 'leave', room: 'nowhere', ref: 1 })
  await client.take({ ref: 1 })
  const address = `${running.url.replace('ws:', 'http:').replace(/\/ws$/, '')}/metrics`
  const text = await (await fetch(address, { headers: { authorization: 'Bearer K' } })).text()
  const helped = [...text.matchAll(/^# HELP (nabiz_\w+) (.*)$/gm)]
  const labelOf = (name: string) => new RegExp(`^${name}\\{(\\w+)=`, 'm').exec(text)?.[1]
  const rows = helped.map(
    ([, name, help]) => `| \`${name}\` | ${labelOf(name!) ? `\`${labelOf(name!)}\`` : ''} | ${help} |`,
  )
  expect(rows.length).toBeGreaterThan(10)
  expect(rowsUnder(page('watching.md'), 'Metrics')).toEqual(rows)
})

test('[W136] the page of the audit trail names every kind, and no other', () => {
  const source = readFileSync(join(import.meta.dirname, 'room/audit.ts'), 'utf8')
  const kinds = [...source.matchAll(/^ {4}\| '(\w+)'$/gm)].map(([, kind]) => kind)
  const named = rowsUnder(page('watching.md'), 'The audit trail').flatMap(row =>
    [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, kind]) => kind),
  )
  expect(kinds.length).toBeGreaterThan(8)
  expect(named.sort()).toEqual(kinds.sort())
})
