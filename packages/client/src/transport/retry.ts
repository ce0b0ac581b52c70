/** Makes a call again after a fault of the network, a few times; a refusal is an answer and is not repeated. */
import type { Clock } from '../outside/clock.ts'
import { HttpRefused } from './http-link.ts'
import { ABNORMAL, type Surroundings } from './wire.ts'

const FIRST_WAIT_MS = 200
/** Repeats in a row; after these (some 3 s of faults) the connection counts as broken. */
const REPEATS = 4

export type RetryOptions = {
  place: Surroundings
  /** One call is given up and made again after this long. */
  timeout_ms: number
  /** Ends everything: waits, and the call under way. */
  signal: AbortSignal
}

/** Resolves with what `call` made of its answer. Throws {@link HttpRefused}, of the network's end too. */
export const withRetries = async <Result>(
  call: (signal: AbortSignal) => Promise<Result>,
  { place: { clock }, timeout_ms, signal }: RetryOptions,
): Promise<Result> => {
  for (let repeat = 0; !signal.aborted; repeat += 1) {
    const one = new AbortController()
    const abort = () => one.abort()
    const timer = clock.setTimeout(abort, timeout_ms)
    signal.addEventListener('abort', abort)
    try {
      return await call(one.signal)
    } catch (error) {
      if (error instanceof HttpRefused) throw error
      if (repeat === REPEATS) break
    } finally {
      clock.clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    await pause(clock, FIRST_WAIT_MS * 2 ** repeat, signal)
  }
  throw new HttpRefused(ABNORMAL, 0)
}

/** Ends early with the signal. */
const pause = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const end = () => {
      clock.clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = clock.setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
