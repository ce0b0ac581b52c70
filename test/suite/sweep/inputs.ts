/** What each route is called with: made from its contract, or declared here where no example can be guessed. */
import type { z } from 'zod'
import type { RouteContract } from '../../../suite/platform/contract/index.ts'
import { exampleOf, fits, type IdFor, membersOf, type Shape, shapeOf, takesIds } from './example-input.ts'

type Texts = Record<string, string>
type Declared = { params?: Texts; query?: Texts; body?: object }

/** By `METHOD path`. A route whose generated example does not fit its own schema needs a line here, or the test is red. */
export const DECLARED: Record<string, Declared> = {
  'POST /api/mutabakat/:id/deliveries': { body: { channel: 'email', address: 'kimse@ornek.example' } },
  'POST /api/push/devices': {
    body: {
      endpoint: 'https://fcm.googleapis.com/fcm/send/example',
      keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
    },
  },
}

export type RouteCallInput = { params: Record<string, string>; query: Record<string, string>; body: unknown }

export type RouteInputs = {
  /** Whether an id may stand in its body or its query. */
  takesIds: boolean
  /** The members of its path that are ids. */
  named: readonly string[]
  of(idFor: IdFor): RouteCallInput
}

export const keyOf = ({ method, path }: RouteContract): string => `${method} ${path}`

/** Any filter that takes an id may be one; it is asked for with `id`, which is like all others. */
const filtersOf = async (schema: z.ZodType, shape: Shape, given: object, id: string): Promise<string[]> => {
  const names: string[] = []
  for (const [name] of membersOf(shape))
    if (name.startsWith('filter[') && (await fits(schema, { ...given, [name]: id }))) names.push(name)
  return names
}

/** Throws a sentence for whoever added the route when no example fits it. `id`: any id. */
export const prepareInputs = async (contract: RouteContract, id: string): Promise<RouteInputs> => {
  const declared = DECLARED[keyOf(contract)] ?? {}
  const shapes = {
    params: contract.params && shapeOf(contract.params),
    query: contract.query && shapeOf(contract.query),
    body: contract.body && shapeOf(contract.body),
  }
  const required = (idFor: IdFor) => {
    const { limit: _limit, ...rest } = (shapes.query ? exampleOf(shapes.query, idFor) : {}) as Record<string, unknown>
    return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
  }
  const filters = contract.query
    ? await filtersOf(
        contract.query,
        shapes.query!,
        required(() => id),
        id,
      )
    : []
  // A free text in the path is an id: a parameter names something, unless it chooses from a list or counts.
  const members = membersOf(shapes.params ?? {})
  const isName = ({ type, enum: list }: Shape) => type === 'string' && !list
  const named = members.filter(([, shape]) => isName(shape)).map(([name]) => [name, null] as const)
  const chosen = members
    .filter(([, shape]) => !isName(shape))
    .map(([name, shape]) => [name, String(exampleOf(shape, () => id))] as const)
  const of = (idFor: IdFor): RouteCallInput => ({
    params: {
      ...Object.fromEntries([...named, ...chosen].map(([name, value]) => [name, value ?? idFor(name)])),
      ...declared.params,
    },
    query: {
      ...required(idFor),
      ...Object.fromEntries(filters.map(name => [name, idFor(name.slice(7, -1))])),
      ...declared.query,
    },
    body: declared.body ?? (shapes.body && exampleOf(shapes.body, idFor)),
  })
  const { query, body } = of(() => id)
  const parts = [
    ['query', contract.query, query],
    ['body', contract.body, body],
  ] as const
  for (const [part, schema, value] of parts)
    if (schema && !(await fits(schema, value)))
      throw new Error(`${keyOf(contract)}: no example fits its ${part}; declare one in test/suite/sweep/inputs.ts`)
  return {
    takesIds: filters.length > 0 || (shapes.body !== undefined && takesIds(shapes.body)),
    named: named.map(([name]) => name),
    of,
  }
}

export const urlOf = ({ path }: RouteContract, { params, query }: Pick<RouteCallInput, 'params' | 'query'>): string => {
  const search = new URLSearchParams(query)
  const filled = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? name)
  return search.size > 0 ? `${filled}?${search}` : filled
}
