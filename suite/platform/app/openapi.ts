/** OpenAPI 3.1 of every route, made from the contracts themselves: what is checked is what is written. */
import { z } from 'zod'
import type { RouteAccess, RouteContract } from '#platform/contract'
import { ROLES } from '#platform/contract'

type Json = Record<string, unknown>

const errorSchema = z.object({
  error: z.looseObject({
    code: z.string(),
    message: z.string(),
    fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string().optional() })).optional(),
    request_id: z.string(),
    retry_after_ms: z.number().int().optional(),
  }),
})

const ERROR = {
  description: 'Refused',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

/** Transforms have no schema: on the way in the given form counts, on the way out the sent one. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}

const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

const HEADERS = {
  company: {
    name: 'X-Company',
    in: 'header',
    required: true,
    schema: { type: 'string' },
    description: 'Slug or id of the company',
  },
  once: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  },
}

const bodyOf = (contract: RouteContract): Json | undefined => {
  if (contract.upload) {
    const schema = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] }
    return { required: true, content: { 'multipart/form-data': { schema } } }
  }
  if (contract.raw)
    return { required: true, content: { [contract.raw.type]: { schema: { type: 'string', format: 'binary' } } } }
  if (!contract.body) return undefined
  return { required: true, content: { 'application/json': { schema: schemaOf(contract.body, 'input') } } }
}

const answerOf = (contract: RouteContract): Json => {
  const description = contract.summary
  if (contract.produces)
    return { description, content: { [contract.produces]: { schema: { type: 'string', format: 'binary' } } } }
  if (!contract.response) return { description }
  return { description, content: { 'application/json': { schema: schemaOf(contract.response, 'output') } } }
}

const statusOf = (contract: RouteContract): number =>
  contract.status ?? (contract.response || contract.produces ? 200 : 204)

/** `x-access` says which roles; a reader of the document sees what a caller would be told. */
const accessOf = (access: RouteAccess): Json => {
  if (access === 'public') return { security: [], 'x-access': 'public' }
  return {
    security: [{ session: [] }],
    'x-access': typeof access === 'string' ? access : ROLES.filter(role => access.roles.includes(role)),
  }
}

const operationOf = (contract: RouteContract): Json => {
  const scoped = typeof contract.access !== 'string'
  const parameters = [
    ...parametersOf(contract.params, 'path'),
    ...parametersOf(contract.query, 'query'),
    ...(scoped ? [HEADERS.company] : []),
    ...(contract.idempotent ? [HEADERS.once] : []),
  ]
  const requestBody = bodyOf(contract)
  return {
    operationId: operationId(contract),
    summary: contract.summary,
    tags: [contract.path.split('/')[2] ?? 'api'],
    ...accessOf(contract.access),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: { [statusOf(contract)]: answerOf(contract), default: ERROR },
  }
}

/** `GET /api/tasks/:id` → `get_tasks_id`: unique, as method and path together are. */
const operationId = ({ method, path }: RouteContract): string =>
  [method.toLowerCase(), ...path.split('/').filter(part => part !== '' && part !== 'api')]
    .join('_')
    .replace(/[^a-z0-9_]/gi, '')

export const openApi = (contracts: readonly RouteContract[], about: { publicUrl: string; version: string }): Json => {
  const paths: Record<string, Json> = {}
  for (const contract of contracts) {
    const path = contract.path.replace(/:([a-z_]+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operationOf(contract) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Nabız', version: about.version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: about.publicUrl }],
    paths,
    components: {
      schemas: { Error: schemaOf(errorSchema, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'nabiz_session' } },
    },
  }
}
