/** Checks what a caller sent against the contract; what the contract does not name never reaches a handler. */
import type { z } from 'zod'
import type { RouteContract } from '#platform/contract'
import { fail } from '#platform/contract'
import { badInput } from './problem.ts'

type Part = 'params' | 'query' | 'body'
const PLAIN_NUMBER = /^-?\d{1,16}(?:\.\d{1,10})?$/

/** Throws `bad_request` with a field for each thing that does not fit. */
export const checkInput = async (
  contract: RouteContract,
  given: { params: unknown; query: unknown; body: unknown },
): Promise<{ params: unknown; query: unknown; body: unknown }> => ({
  params: await check('params', contract.params, given.params),
  query: await check('query', contract.query, given.query),
  body: await check('body', contract.body, given.body),
})

const check = async (part: Part, schema: z.ZodType | undefined, value: unknown): Promise<unknown> => {
  if (!schema) return undefined
  const result = await schema.safeParseAsync(value, { reportInput: true })
  if (!result.success) throw badInput(part, result.error)
  if (part !== 'body') refuseOddNumbers(part, value, result.data)
  return result.data
}

/** A coercing schema would read `1e3`, `0x10` and ` 7` as numbers; an address has one spelling for each. */
const refuseOddNumbers = (part: Part, value: unknown, data: unknown): void => {
  const given = value as Record<string, unknown>
  for (const [name, parsed] of Object.entries(data as Record<string, unknown>)) {
    const text = given[name]
    if (typeof parsed === 'number' && typeof text === 'string' && !PLAIN_NUMBER.test(text))
      throw fail('bad_request', { fields: [{ path: `${part}.${name}`, code: 'invalid' }] })
  }
}
