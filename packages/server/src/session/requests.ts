/** Questions with one answer: checks input and output by the contract and runs the handler once per key. */
import { issuePath, type RequestContract, type StandardResult, type StandardSchemaV1 } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import type { KeyMemory } from '../room/key-memory.ts'
import { Refused } from '../room/refused.ts'

/** What a handler knows of the asker. `key` belongs into the handler's own transaction: the engine's memory ends with the process. */
export type RequestContext = {
  identity: Identity
  session: string
  key: string | null
}

/**
 * Answers one request. Throw {@link Refused}, or any error whose `code` the contract lists, for a business error;
 * anything else is told as `internal` and reported.
 */
export type RequestHandler = {
  contract: RequestContract
  handle(input: never, context: RequestContext): unknown
}

/** Ties a handler to its contract with the types of both. */
export const handleRequest = <Input, Output>(
  contract: RequestContract<Input, Output>,
  handle: (input: Input, context: RequestContext) => Output | Promise<Output>,
): RequestHandler => ({ contract, handle })

const check = (schema: StandardSchemaV1, value: unknown): unknown => {
  const result = schema['~standard'].validate(value)
  return result instanceof Promise ? result.then(acceptedValue) : acceptedValue(result)
}

const acceptedValue = (result: StandardResult<unknown>): unknown => {
  if (!result.issues) return result.value
  const issue = result.issues[0]
  const path = issue ? issuePath(issue) : ''
  throw new Refused('invalid_data', `${path === '' ? 'data' : `data.${path}`}: ${issue?.message ?? 'does not fit'}`)
}

/** A thrown error with a code that the contract lists, as refusal; its message is for people and goes along. */
const declared = (error: unknown, errors: readonly string[]): Refused | null => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  if (!errors.includes(error.code)) return null
  const retry = 'retryAfterMs' in error && typeof error.retryAfterMs === 'number' ? error.retryAfterMs : undefined
  return new Refused(error.code, error.message, retry)
}

/** Queries of many libraries can be awaited without being promises. */
const isThenable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'

const checkLater = async (contract: RequestContract, output: unknown): Promise<StandardResult<unknown>> =>
  await contract.output['~standard'].validate(await output)

const answerOf = (contract: RequestContract, checked: StandardResult<unknown>): string => {
  if (!checked.issues) return JSON.stringify(checked.value) ?? 'null'
  throw new TypeError(`the answer of ${contract.name} does not fit its contract: ${checked.issues[0]?.message}`)
}

export class Requests {
  readonly #handlers = new Map<string, RequestHandler>()
  readonly #keys: KeyMemory
  readonly #onError: (error: unknown, where: string) => void

  constructor(handlers: readonly RequestHandler[], keys: KeyMemory, onError: (error: unknown, where: string) => void) {
    this.#keys = keys
    this.#onError = onError
    for (const handler of handlers) {
      const { name } = handler.contract
      if (this.#handlers.has(name)) throw new TypeError(`two handlers for the request ${name}`)
      this.#handlers.set(name, handler)
    }
  }

  /**
   * The answer's JSON; a promise only where something waits. `publisher` scopes the key, and counts only with one. Throws,
   * or rejects with, {@link Refused}.
   */
  answer(name: string, data: unknown, publisher: string, context: RequestContext): Promise<string> | string {
    const handler = this.#handlers.get(name)
    if (!handler) throw new Refused('unknown_request', `no request ${JSON.stringify(name)}`)
    if (context.key === null) return this.#run(handler, data, context)
    const run = async () => await this.#run(handler, data, context)
    return this.#keys.once([publisher, name, 'request'], context.key, data, run)
  }

  #run(handler: RequestHandler, data: unknown, context: RequestContext): Promise<string> | string {
    const input = check(handler.contract.input, data)
    if (input instanceof Promise) return input.then(value => this.#handle(handler, value, context))
    return this.#handle(handler, input, context)
  }

  #handle(handler: RequestHandler, input: unknown, context: RequestContext): Promise<string> | string {
    const { contract } = handler
    try {
      const output = handler.handle(input as never, context)
      const checked = isThenable(output) ? checkLater(contract, output) : contract.output['~standard'].validate(output)
      return checked instanceof Promise ? this.#later(contract, checked) : answerOf(contract, checked)
    } catch (error) {
      throw this.#refusalOf(contract, error)
    }
  }

  async #later(contract: RequestContract, checking: Promise<StandardResult<unknown>>): Promise<string> {
    try {
      return answerOf(contract, await checking)
    } catch (error) {
      throw this.#refusalOf(contract, error)
    }
  }

  #refusalOf(contract: RequestContract, error: unknown): Refused {
    if (error instanceof Refused) return error
    const refused = declared(error, contract.errors)
    if (refused) return refused
    this.#onError(error, `request ${contract.name}`)
    return new Refused('internal')
  }
}
