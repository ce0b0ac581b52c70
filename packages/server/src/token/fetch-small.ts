/** Fetches a small document and no more than that: whoever answers may answer without end. */

/**
 * `bytes`: after decompression, so a bomb is as long as what it unpacks to. `timeout_ms`: from the call to the last byte.
 */
export type FetchLimits = { bytes: number; timeout_ms: number }

/** A `fetch` that follows no redirect, and rejects past its limits. */
export const fetchSmall =
  ({ bytes, timeout_ms }: FetchLimits) =>
  async (url: string, init: RequestInit = {}): Promise<Response> => {
    const limit = AbortSignal.timeout(timeout_ms)
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body ?? []) {
      size += chunk.length
      // Leaving the loop cancels the body, and with it the connection.
      if (size > bytes) throw new RangeError(`${new URL(url).host} answered more than ${bytes} bytes`)
      chunks.push(chunk)
    }
    const { status } = response
    return new Response(chunks.length > 0 ? Buffer.concat(chunks) : null, { status })
  }
