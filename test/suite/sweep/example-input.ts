/** Inputs that fit a contract, made from its schemas: what is required, ids wherever one may stand, and nothing else. */
import { z } from 'zod'

/** The id to put under this name. */
export type IdFor = (name: string) => string
/** A JSON Schema, as zod makes it. */
export type Shape = z.core.JSONSchema.JSONSchema

const BY_FORMAT: Record<string, string> = {
  date: '2026-08-31',
  'date-time': '2026-08-31T09:00:00Z',
  email: 'kimse@ornek.example',
  uri: 'https://ornek.example/',
}
/** Texts of the shapes that patterns ask for; the first that fits is taken. */
const SHAPED = ['2026-08-31', '2026-08', 'TRY', '1.00', '1', '0000000000', 'kimse@ornek.example', '+905321234567', 'TR']
const TOKEN = 'A'.repeat(43)
/** What checks of ours ask for that no schema can say. */
const BY_NAME: Record<string, string> = { code: '123456', time_zone: 'Europe/Istanbul' }

/** Named like the id of something: `id`, `letter_id`, `ids`. */
export const isIdName = (name: string): boolean => /(?:^|_)ids?$/.test(name)

const textOf = (node: Shape, name: string, idFor: IdFor): string => {
  if (node.format === 'uuid' || isIdName(name)) return idFor(name)
  if (BY_NAME[name]) return BY_NAME[name]
  if (node.format && BY_FORMAT[node.format] && !node.pattern) return BY_FORMAT[node.format]!
  if (node.pattern) {
    const pattern = new RegExp(node.pattern, 'u')
    return [...SHAPED, TOKEN, 'a'.repeat(64)].find(text => pattern.test(text)) ?? 'no text fits'
  }
  return 'x'.repeat(Math.max(3, node.minLength ?? 0))
}

const exampleAt = (node: Shape, name: string, idFor: IdFor): unknown => {
  if ('const' in node) return node.const
  if (node.enum) return node.enum[0]
  const options = (node.anyOf ?? node.oneOf) as Shape[] | undefined
  if (options) {
    return exampleAt(options.find(({ type }) => type !== 'null') ?? options[0]!, name, idFor)
  }
  if (node.type === 'string') return textOf(node, name, idFor)
  if (node.type === 'integer' || node.type === 'number') return Math.max(1, Number(node.minimum ?? 1))
  if (node.type === 'boolean') return true
  if (node.type === 'array') return [exampleAt((node.items ?? {}) as Shape, name, idFor)]
  if (node.type === 'object' && node.properties) {
    const required = new Set(node.required)
    const members = Object.entries(node.properties as Record<string, Shape>).filter(
      ([key]) => required.has(key) || isIdName(key),
    )
    return Object.fromEntries(members.map(([key, member]) => [key, exampleAt(member, key, idFor)]))
  }
  return {}
}

/** What `schema` takes, read once: walking it is cheap, making it is not. */
export const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape

/** A value that should fit; `fits` tells whether it does. */
export const exampleOf = (shape: Shape, idFor: IdFor): unknown => exampleAt(shape, '', idFor)

export const fits = async (schema: z.ZodType, value: unknown): Promise<boolean> =>
  (await schema.safeParseAsync(value)).success

/** The members of a flat shape (of parameters, of a query). */
export const membersOf = (shape: Shape): [name: string, shape: Shape][] =>
  Object.entries((shape.properties ?? {}) as Record<string, Shape>)

/** True when an id may stand somewhere in it. */
export const takesIds = (shape: Shape): boolean => {
  let asked = false
  exampleOf(shape, () => {
    asked = true
    return TOKEN
  })
  return asked
}
