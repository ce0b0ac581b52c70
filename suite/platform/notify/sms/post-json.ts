/** One outgoing call with JSON both ways, cut at a time and a size whatever the other side does. */
import { SmsRefused } from './sms-refused.ts'

export const ANSWER_MS = 10_000
export const ANSWER_BYTES = 5 * 1024 * 1024

export type Posted = { status: number; body: unknown; text: string }

/** Throws `sms_temporary` when nobody answers in time, and when the answer is endless. Redirects are not followed. */
export const postJson = async (
  url: string,
  options: { headers?: Record<string, string>; body: unknown; signal: AbortSignal; timeout_ms?: number },
): Promise<Posted> => {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeout_ms ?? ANSWER_MS)])
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...options.headers },
      body: JSON.stringify(options.body),
      redirect: 'manual',
      signal,
    })
    const text = await readLimited(response)
    return { status: response.status, body: parse(text), text: text.slice(0, 500) }
  } catch (error) {
    if (error instanceof SmsRefused || options.signal.aborted) throw error
    throw new SmsRefused('sms_temporary', { cause: error, extra: { response: 'no answer' } })
  }
}

/** Counted after decompression: a bomb is as long as what it unpacks to. */
const readLimited = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > ANSWER_BYTES)
      throw new SmsRefused('sms_temporary', { extra: { response: `an answer of more than ${ANSWER_BYTES} bytes` } })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** 2xx took it. What a later try may change is temporary: our own keys, a full queue, a fault of theirs. */
export const refuseStatus = ({ status, text }: Posted): void => {
  if (status >= 200 && status < 300) return
  const again = status >= 500 || status < 400 || [401, 403, 408, 425, 429].includes(status)
  throw new SmsRefused(again ? 'sms_temporary' : 'sms_refused', { extra: { response: `${status} ${text}` } })
}
