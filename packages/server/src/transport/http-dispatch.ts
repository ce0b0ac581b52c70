/** Answers some paths of an HTTP server that may have an application of its own: Fastify, Express, a plain listener. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** One owner of paths. `path` is the request's, without its query, as it was written. */
export type HttpPart = {
  handles(path: string): boolean
  handle(request: IncomingMessage, response: ServerResponse): void
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** The path of a request as it was written: nothing is decoded, so `%2F` and `//` are not the paths they look like. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0]!

/**
 * Takes the listeners that are there aside and asks the parts first, in their order: node:http would call everybody for
 * every request. Attach after the application's own listener. Without one, what nobody handles is 404.
 * Returns the way back.
 */
export const dispatchHttp = (http: Server, parts: readonly HttpPart[]): (() => void) => {
  const own = http.listeners('request') as Listener[]
  http.removeAllListeners('request')
  const dispatch: Listener = (request, response) => {
    const path = pathOf(request)
    const part = parts.find(one => one.handles(path))
    if (part) part.handle(request, response)
    else if (own.length > 0) for (const listener of own) listener.call(http, request, response)
    else response.writeHead(404, { 'content-length': 0 }).end()
  }
  http.on('request', dispatch)
  return () => {
    const later = (http.listeners('request') as Listener[]).filter(listener => listener !== dispatch)
    http.removeAllListeners('request')
    for (const listener of [...own, ...later]) http.on('request', listener)
  }
}
