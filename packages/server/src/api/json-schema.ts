/** JSON Schema of a contract's data, for documents: from the schema library itself, where it can say. */
import type { StandardSchemaV1 } from '@nabiz/protocol'

export type JsonSchema = { readonly [keyword: string]: unknown }
export type Dialect = 'draft-2020-12' | 'draft-07'

/** Null: this schema has none. */
export type ToJsonSchema = (schema: StandardSchemaV1, dialect: Dialect) => JsonSchema | null

/** By Standard JSON Schema. Libraries throw for what JSON cannot carry, a date or a transformation. */
export const standardJsonSchema: ToJsonSchema = (schema, dialect) => {
  try {
    return schema['~standard'].jsonSchema?.input({ target: dialect }) ?? null
  } catch {
    return null
  }
}

/**
 * As part of a larger document. `name` becomes the base of references within the schema: without it `#/$defs/x` would
 * be looked for at the top of the document. A schema that cannot be said takes any value, and says so.
 */
export const embedded = (schema: JsonSchema | null, name: string): JsonSchema => {
  if (schema === null) return { description: 'Checked by the server; its schema cannot be written as JSON Schema.' }
  const { $schema: _, ...rest } = schema
  return JSON.stringify(rest).includes('"$ref"') ? { $id: `urn:nabiz:${encodeURIComponent(name)}`, ...rest } : rest
}
