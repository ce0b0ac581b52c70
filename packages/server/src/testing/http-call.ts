/** One HTTP request of a test, with whatever headers, on a connection of its own. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'

export type HttpCall = {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  signal?: AbortSignal
}

/** Resolves with the answer's head; its body is not read yet. */
export const callHttp = async (
  url: string,
  { method = 'GET', headers = {}, body, signal }: HttpCall = {},
): Promise<IncomingMessage> => {
  const asked = request(url, { method, headers, agent: false, ...(signal && { signal }) })
  asked.end(body)
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  asked.on('error', () => {})
  return response
}

export const textOf = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Status, body (JSON where it is some) and headers. */
export const answerOf = async (
  url: string,
  call?: HttpCall,
): Promise<{
  status: number
  body: { error?: { code: string }; [key: string]: unknown }
  headers: IncomingMessage['headers']
}> => {
  const response = await callHttp(url, call)
  const text = await textOf(response)
  return { status: response.statusCode!, body: text === '' ? {} : JSON.parse(text), headers: response.headers }
}
