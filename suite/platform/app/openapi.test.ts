import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp } from './testing/index.ts'
import { probe } from './testing/probe-application.ts'

type Operation = {
  operationId: string
  summary: string
  security: object[]
  'x-access': unknown
  parameters?: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

let world: TestHttp
let document: Document
beforeAll(async () => {
  world = await createTestHttp({ applications: [probe], config: { production: false } })
  document = (await world.guest().call('GET', '/api/openapi.json')).json as Document
})
afterAll(() => world.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

test('the document is OpenAPI 3.1: ids are unique, parameters of a path are declared, every answer is described', () => {
  expect(document.openapi).toBe('3.1.0')
  const ids = operations().map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { path, method, operation } of operations()) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
    const declared = (operation.parameters ?? []).filter(parameter => parameter.in === 'path')
    expect([method, path, declared.map(({ name }) => name)]).toEqual([method, path, named])
    expect(declared.every(({ required }) => required)).toBe(true)
    expect(operation.summary.length).toBeGreaterThan(3)
    expect(operation.responses).toHaveProperty('default')
    for (const answer of Object.values(operation.responses)) expect(answer.description).toBeTruthy()
  }
})

test('every schema in it is a valid JSON Schema 2020-12', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const schemas = operations().flatMap(({ operation }) => [
    ...(operation.parameters ?? []).map(({ schema }) => schema),
    ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
    ...Object.values(operation.responses).flatMap(({ content }) =>
      Object.values(content ?? {}).map(({ schema }) => schema),
    ),
  ])
  expect(schemas.length).toBeGreaterThan(60)
  for (const schema of schemas)
    if (!('$ref' in schema)) expect(() => ajv.compile(schema), JSON.stringify(schema)).not.toThrow()
  for (const schema of Object.values(document.components.schemas)) ajv.compile(schema)
})

test('[S54] every route that is mounted says who may call it; none is open by being forgotten', () => {
  for (const { path, method, operation } of operations()) {
    const access = operation['x-access']
    expect([
      method,
      path,
      ['public', 'user', 'operator'].includes(String(access)) || (Array.isArray(access) && access.length > 0),
    ]).toEqual([method, path, true])
    expect([method, path, operation.security.length]).toEqual([method, path, access === 'public' ? 0 : 1])
    const needsCompany = (operation.parameters ?? []).some(({ name }) => name === 'X-Company')
    expect([method, path, needsCompany]).toEqual([method, path, Array.isArray(access)])
  }
  const open = operations()
    .filter(({ operation }) => operation['x-access'] === 'public')
    .map(({ path, method }) => `${method} ${path}`)
    .filter(name => !name.includes('/probe/'))
  expect(open.sort()).toEqual([
    'get /api/auth/get-session',
    'get /api/auth/jwks',
    'get /api/me',
    'get /api/openapi.json',
    'get /api/setup',
    'get /health',
    'get /ready',
    'post /api/auth/forgot-password',
    'post /api/auth/reset-password',
    'post /api/auth/sign-in/code',
    'post /api/auth/sign-in/email',
    'post /api/auth/sign-out',
    'post /api/auth/sign-up',
    'post /api/auth/sign-up/finish',
    'post /api/hooks/email',
    'post /api/hooks/sms',
    'post /api/invitations/accept',
    'post /api/invitations/read',
    'post /api/setup',
  ])
})

test('[S54] without a session every other route answers 401, with whatever parameters', async () => {
  for (const { path, method, operation } of operations()) {
    if (operation['x-access'] === 'public') continue
    const url = path.replace(/\{\w+\}/g, '0197c1f0-0000-7000-8000-000000000000')
    const upload = operation.requestBody?.content['multipart/form-data']
    const answer = await world.guest().call(method.toUpperCase(), url, upload || method === 'get' ? {} : { body: {} })
    expect([method, path, answer.code]).toEqual([method, path, 'unauthenticated'])
  }
})

test('[S54] a stranger meets 404 on every route of a company', async () => {
  const { id } = await world.addCompany()
  const stranger = await world.addPerson()
  for (const { path, method, operation } of operations()) {
    if (!Array.isArray(operation['x-access'])) continue
    const url = path.replace(/\{\w+\}/g, '0197c1f0-0000-7000-8000-000000000000')
    const upload = operation.requestBody?.content['multipart/form-data']
    const answer = await stranger.call(method.toUpperCase(), url, {
      company: id,
      ...(upload || method === 'get' ? {} : { body: {} }),
    })
    expect([method, path, answer.status]).toEqual([method, path, 404])
  }
})

test('[S55] in production the document is for people who are signed in', async () => {
  const production = await createTestHttp({ config: { production: true } })
  expect((await production.guest().call('GET', '/api/openapi.json')).status).toBe(401)
  const person = await production.addPerson()
  expect((await person.call('GET', '/api/openapi.json')).status).toBe(200)
  expect((await production.guest().call('GET', '/api/dev/mail')).status).toBe(404)
  await production.close()
})
