/** One question to the server and what became of it, for buttons and forms. */
import { type FailureCode, RequestFailed, type RequestOptions } from '@nabiz/client'
import type { RequestContract } from '@nabiz/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from './use-client.ts'

export type RequestState<Output, Code extends string = string> =
  | { readonly status: 'idle'; readonly data: undefined; readonly error: null }
  /** `data` of the answer before, so that a screen need not empty itself. */
  | { readonly status: 'pending'; readonly data: Output | undefined; readonly error: null }
  | { readonly status: 'success'; readonly data: Output; readonly error: null }
  | { readonly status: 'error'; readonly data: undefined; readonly error: RequestFailed<Code> }

export type RequestResult<Output, Code extends string = string> = Extract<
  RequestState<Output, Code>,
  { status: 'success' | 'error' }
>

export type RequestHook<Input, Output, Code extends string = string> = RequestState<Output, Code> & {
  /**
   * Never rejects: resolves with what became of it. Asked again meanwhile, the state is the last one's. All are given
   * up when the component goes (`aborted`: the server may have done it; a `key` makes asking again safe).
   */
  ask(input: Input, options?: Omit<RequestOptions, 'signal'>): Promise<RequestResult<Output, Code>>
  /** Back to idle; an answer under way is not shown. */
  reset(): void
}

const IDLE = Object.freeze({ status: 'idle', data: undefined, error: null })

/** What is no refusal of the request is data that cannot be sent. */
const failure = (error: unknown): RequestFailed =>
  error instanceof RequestFailed ? error : new RequestFailed('invalid_data', String(error), { cause: error })

/**
 * By contract, which gives the types, those of the failures too, and the check of input and answer, or by name.
 * @example
 * const approve = useRequest(approveLetter)
 * <button disabled={approve.status === 'pending'} onClick={() => void approve.ask({ letter_id })}>
 */
export function useRequest<Input, Output, Code extends string>(
  request: RequestContract<Input, Output, Code>,
): RequestHook<Input, Output, FailureCode<Code>>
export function useRequest(request: string): RequestHook<unknown, unknown>
export function useRequest<Input, Output>(
  request: RequestContract<Input, Output> | string,
): RequestHook<Input, Output> {
  const client = useClient()
  const [state, setState] = useState<RequestState<Output>>(IDLE)
  const mounted = useRef<AbortController | null>(null)
  const turn = useRef(0)
  useEffect(() => {
    const controller = new AbortController()
    mounted.current = controller
    return () => controller.abort()
  }, [])

  const ask = useCallback(
    async (input: Input, options: Omit<RequestOptions, 'signal'> = {}): Promise<RequestResult<Output>> => {
      turn.current += 1
      const mine = turn.current
      const signal = mounted.current?.signal
      setState(before => ({ status: 'pending', data: before.data, error: null }))
      let result: RequestResult<Output>
      try {
        const asked = { ...options, signal }
        const data =
          typeof request === 'string'
            ? ((await client.request(request, input, asked)) as Output)
            : await client.request(request, input, asked)
        result = { status: 'success', data, error: null }
      } catch (error) {
        result = { status: 'error', data: undefined, error: failure(error) }
      }
      if (mine === turn.current && !signal?.aborted) setState(result)
      return result
    },
    [client, request],
  )
  const reset = useCallback(() => {
    turn.current += 1
    setState(IDLE)
  }, [])
  return { ...state, ask, reset }
}
