import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { defineRequest, defineRoom, type StandardSchemaV1 } from '@nabiz/protocol'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv, type AnySchema } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { handleRequest } from '../session/requests.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'
import { API_CALLS } from './api-calls.ts'
import { asyncapi } from './asyncapi.ts'
import { standardJsonSchema } from './json-schema.ts'
import { openapi } from './openapi.ts'

type Tree = { readonly [name: string]: Tree }
const tree = z.object({
  name: z.string(),
  get children() {
    return z.array(tree)
  },
})
const rooms = [
  defineRoom('orders:{id}', {
    events: { paid: { schema: z.object({ amount: z.number() }) }, typing: { schema: z.null(), record: false } },
  }),
  defineRoom('tree', { events: { grown: { schema: tree } }, open: true }),
  defineRoom('dates', { events: { due: { schema: z.date() } } }),
]
const price = defineRequest('price', { input: z.object({ id: z.string() }), output: tree, errors: ['sold_out'] })
const requests = [handleRequest(price, () => ({ name: 'a', children: [] }))]
const start = () => startServer({ apiKeys: ['k'], rooms, requests })
const addressOf = ({ http }: TestServer) => `127.0.0.1:${(http.address() as AddressInfo).port}`
const get = async (running: TestServer, path: string) =>
  (await (
    await fetch(`http://${addressOf(running)}${path}`, { headers: { authorization: 'Bearer k' } })
  ).json()) as Tree

/** Ajv does not know the formats the official schema asks for; none of them decides about a document of ours. */
const asyncApiProblems = (document: object) => {
  const schema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json') as AnySchema
  const check = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema)
  return check(document) ? [] : check.errors
}

test('[W94] the OpenAPI document is valid and names every path that is answered', async () => {
  await using running = await start()
  const document = await get(running, '/api/openapi.json')
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true })
  expect(document.openapi).toBe('3.1.0')
  for (const [path, item] of Object.entries(document.paths!)) {
    for (const method of Object.keys(item)) {
      const response = await fetch(`http://${addressOf(running)}${path}`, { method: method.toUpperCase() })
      expect([path, response.status]).toEqual([path, 401])
    }
  }
  expect(Object.keys(document.paths!)).toEqual(API_CALLS.map(({ path }) => path))
})

test('[W94] what the document says of a publication is what the server takes', async () => {
  await using running = await start()
  const document = await get(running, '/api/openapi.json')
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema(document, 'document')
  const says = ajv.compile({ $ref: 'document#/components/schemas/Publication' })
  const grown = (data: unknown) => ({ room: 'tree', type: 'grown', data })
  const cases: [unknown, boolean][] = [
    [{ room: 'orders:1', type: 'paid', data: { amount: 5 } }, true],
    [{ room: 'orders:1', type: 'paid', data: { amount: '5' } }, false],
    [{ room: 'orders:1', type: 'paid', data: {} }, false],
    [{ room: 'orders:1', type: 'lost', data: 1 }, false],
    [{ room: 'orders:1', type: 'typing', data: null, user_id: 5 }, true],
    [{ room: 'orders:1:2', type: 'lost', data: 1 }, true],
    [{ room: 'anything', type: 'x', data: [1] }, true],
    [{ room: 'a b', type: 'x', data: 1 }, false],
    [{ room: 'r', type: 'x' }, false],
    [{ room: 'r', type: 'x', data: 1, record: 'no' }, false],
    [{ room: 'r', type: 'x', data: 1, user_id: null, key: 7, company: 'c' }, true],
    [grown({ name: 'a', children: [{ name: 'b', children: [] }] }), true],
    [grown({ name: 'a', children: [{ name: 5, children: [] }] }), false],
    [{ room: 'tree', type: 'other', data: 1 }, true],
    [{ room: 'orders:1', type: 'grown', data: { name: 'a', children: [] } }, false],
    [{ room: 'r', type: 'room_joined', data: 1 }, false],
    [{ room: 'r', type: 'nabiz_x', data: 1 }, false],
  ]
  for (const [body, good] of cases) {
    const response = await fetch(`http://${addressOf(running)}/api/publish`, {
      method: 'POST',
      headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([response.status === 200, says(body)], JSON.stringify(body)).toEqual([good, good])
  }
})

test('[W94] the AsyncAPI document is valid, and holds rooms, events and requests', async () => {
  await using running = await start()
  const document = await get(running, '/api/asyncapi.json')
  expect(asyncApiProblems(document)).toEqual([])
  expect(document.servers!.socket).toMatchObject({ host: addressOf(running), pathname: '/ws' })
  expect(Object.values(document.channels!).map(({ title }) => title)).toEqual(['orders:{id}', 'tree', 'dates', 'price'])
  const [channel] = Object.values(document.channels!)
  expect(channel!.messages!.paid!.payload!.properties).toMatchObject({
    type: { const: 'paid' },
    data: { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] },
  })
  for (const operation of Object.values(document.operations!)) {
    const [, , key] = String(operation.channel!.$ref).split('/')
    expect(Object.keys(document.channels!)).toContain(key)
  }
})

test('[W94] a guard: a broken document is not valid', async () => {
  const broken = asyncapi({ rooms, requests: [], toJsonSchema: standardJsonSchema, host: 'h' }) as {
    operations: object
  }
  broken.operations = { x: { action: 'shout' } }
  expect(asyncApiProblems(broken)).not.toEqual([])
  const other = openapi([], standardJsonSchema) as { paths: object }
  other.paths = { 'no-slash': { get: {} } }
  expect(await new Validator().validate(other as Record<string, unknown>)).toMatchObject({ valid: false })
})

test('[W94] a product without Standard JSON Schema gives its own', async () => {
  const plain: StandardSchemaV1<unknown, number> = {
    '~standard': { version: 1, vendor: 'own', validate: value => ({ value: value as number }) },
  }
  const room = defineRoom('r', { events: { x: { schema: plain } } })
  await using running = await startServer({ apiKeys: ['k'], rooms: [room], toJsonSchema: () => ({ type: 'integer' }) })
  const document = await get(running, '/api/asyncapi.json')
  expect(document.channels!.r!.messages!.x!.payload!.properties!.data).toEqual({ type: 'integer' })
})
